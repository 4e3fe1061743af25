import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { compileScript, parse, registerTS } from 'vue/compiler-sfc';

const root = join(import.meta.dirname, '..');
registerTS(() => ts);

/**
 * If `remove` is a method of `Actions`, Vue's compiler takes the method's return type as the type of a prop declared as
 * `Actions['remove']`. Vue then warns about every function passed, and a missing prop becomes `false` if the method
 * returns a boolean.
 */
it('no component declares a function prop by its return type', () => {
  const wrong = globSync('**/*.vue', { cwd: root }).flatMap((file) => {
    const filename = join(root, file);
    const { descriptor } = parse(readFileSync(filename, 'utf8'), { filename });
    if (!descriptor.scriptSetup) return [];
    const { content } = compileScript(descriptor, { id: file });
    return [...content.matchAll(/(\w+): \{ type: Promise\b/g)].map(([, prop]) => `${prop} of ${file}`);
  });
  expect(wrong).toEqual([]);
});
