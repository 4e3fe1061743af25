import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { compileScript, parse, registerTS } from 'vue/compiler-sfc';

const root = join(import.meta.dirname, '..');
registerTS(() => ts);

/**
 * For `Actions['remove']` Vue's compiler takes what a method of `Actions` returns for the type of the prop. Vue then
 * complains of every function it is given, and would make `false` of a prop that is left out where it returns a boolean.
 */
it('no component takes a function for the promise that it returns', () => {
  const wrong = globSync('**/*.vue', { cwd: root }).flatMap((file) => {
    const filename = join(root, file);
    const { descriptor } = parse(readFileSync(filename, 'utf8'), { filename });
    if (!descriptor.scriptSetup) return [];
    const { content } = compileScript(descriptor, { id: file });
    return [...content.matchAll(/(\w+): \{ type: Promise\b/g)].map(([, prop]) => `${prop} of ${file}`);
  });
  expect(wrong).toEqual([]);
});
