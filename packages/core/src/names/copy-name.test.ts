import { expect, it } from 'vitest';
import { copyName } from './copy-name.ts';
import { checkLabName } from './names.ts';

it.each([
  ['Office', [], 'Office copy'],
  ['Office', ['Office copy', 'Office copy 2'], 'Office copy 3'],
  ['Office copy', ['Office copy'], 'Office copy 2'],
  ['Office copy 2', [], 'Office copy'],
])('names a copy of %s, with %j taken, %s', (name, taken, wanted) => {
  expect(copyName(name, taken)).toBe(wanted);
});

it('stays within the length of a name, without half of a character', () => {
  const name = copyName('🍍'.repeat(60), ['🍍'.repeat(55) + ' copy']);
  expect(checkLabName(name)).toEqual({ ok: true, value: `${'🍍'.repeat(53)} copy 2` });
});
