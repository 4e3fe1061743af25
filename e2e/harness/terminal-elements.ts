import type { BrowserContext } from 'playwright-core';

/** Has terminals drawn with elements, whose text can be read, as where there is no WebGL. */
export async function drawTerminalsWithElements(context: BrowserContext): Promise<void> {
  const content = `{
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === 'webgl2' ? null : getContext.call(this, kind, ...rest);
    };
  }`;
  await context.addInitScript({ content });
}
