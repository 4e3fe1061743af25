import { looks } from './looks.ts';
import type { Scene } from './scenes.ts';

/** The page in docs/ that shows all pictures: on a desk first, then in a hand. */
export function describeScreenshots(scenes: readonly Pick<Scene, 'name' | 'caption'>[]): string {
  const parts = scenes.map(({ name, caption }) => {
    const images = looks.map(({ suffix, width, colorScheme }) => {
      const shown = width > 1000 ? 420 : 200;
      return `<img src="images/${name}${suffix}.webp" width="${shown}" alt="${caption}, ${width} px, ${colorScheme}">`;
    });
    return `## ${caption}\n\n${images.join('\n')}`;
  });
  const preamble =
    'Every page, light and dark, 1440 and 390 pixels wide. Taken of the real product by\n`node e2e/take-screenshots.ts`, which writes this page too.';
  return `${['# Screenshots', preamble, ...parts].join('\n\n')}\n`;
}
