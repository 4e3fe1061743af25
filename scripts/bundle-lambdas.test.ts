import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleLambdas } from './bundle-lambdas.ts';

const names = ['apply-lab', 'record-event', 'sweep-labs'] as const;
let paths: Awaited<ReturnType<typeof bundleLambdas>>;
beforeAll(async () => {
  paths = await bundleLambdas();
}, 60_000);

describe.each(names)('the bundle of %s', (name) => {
  const unzip = async () => unzipSync(await readFile(paths[name]));

  test('is one file that imports nothing but Node’s own modules', async () => {
    const files = await unzip();
    expect(Object.keys(files)).toEqual(['index.mjs']);
    const code = strFromU8(files['index.mjs'] ?? new Uint8Array());
    const imported = Array.from(
      code.matchAll(/(?:^|[;}\n])import(?:[^"'();]*?from)?\s*["']([^"']+)["']/g),
      (match) => match[1],
    );
    expect(imported.length).toBeGreaterThan(0);
    const { builtinModules } = await import('node:module');
    for (const specifier of imported) expect(builtinModules).toContain(specifier?.replace('node:', ''));
  });

  test('is small enough to start fast', async () => {
    const { byteLength } = await readFile(paths[name]);
    expect(byteLength).toBeLessThan(300_000);
    expect((await unzip())['index.mjs']?.byteLength).toBeLessThan(950_000);
  });
});

test('the same sources give the same bytes', async () => {
  const before = await Promise.all(names.map((name) => readFile(paths[name])));
  await bundleLambdas();
  const after = await Promise.all(names.map((name) => readFile(paths[name])));
  expect(after.map((zip, index) => before[index]?.equals(zip))).toEqual([true, true, true]);
}, 60_000);
