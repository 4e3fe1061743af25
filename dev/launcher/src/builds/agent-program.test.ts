import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { agentProgram } from './agent-program.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

it('has the code of its threads in modules of their own, with what they import', async () => {
  const { files, inputs } = await agentProgram(root);
  const text = (wanted: string): string =>
    Buffer.from(files.find(({ path }) => path === wanted)?.content ?? '').toString();
  expect(text('agent.mjs')).toMatch(/new URL\("\.\/screen-thread\.mjs", import\.meta\.url\)/);
  expect(text('screen-thread.mjs')).not.toMatch(/^import .*@(xterm|pineapple)\//m);
  expect(inputs.some((path) => path.endsWith('screen/draw-screen.ts'))).toBe(true);
});
