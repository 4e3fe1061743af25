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

/** The fields of an ELF header that say for which machine a program is, and whether it needs a loader. */
function elf(content: Uint8Array): { readonly machine: string; readonly needsLoader: boolean } {
  const file = Buffer.from(content);
  const [headers, size, count] = [file.readBigUInt64LE(32), file.readUInt16LE(54), file.readUInt16LE(56)];
  const kinds = Array.from({ length: count }, (_, index) =>
    file.readUInt32LE(Number(headers) + index * size),
  );
  const machines: Readonly<Record<number, string>> = { 62: 'x86_64', 183: 'aarch64' };
  return {
    machine: machines[file.readUInt16LE(18)] ?? 'other',
    needsLoader: kinds.includes(3 /* PT_INTERP */),
  };
}

it.each(['x86_64', 'aarch64'])('has the static programs for %s', async (machine) => {
  const { files } = await agentProgram(root);
  for (const name of ['capture', 'gate', 'rings', 'call-agent', 'probe', 'shaper', 'tables']) {
    const found = files.find(({ path }) => path === `native/${name}-${machine}`);
    expect(found?.executable, name).toBe(true);
    expect(elf(Buffer.from(found?.content ?? '')), name).toEqual({ machine, needsLoader: false });
  }
});
