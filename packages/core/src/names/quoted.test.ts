import { expect, it } from 'vitest';
import { quoted } from './quoted.ts';

it('puts a value in quotes', () => expect(quoted('Wéb 1 🍍')).toBe("'Wéb 1 🍍'"));

it('marks a long value as cut', () => {
  expect(quoted('x'.repeat(50_000))).toBe(`'${'x'.repeat(80)}…'`);
  expect(quoted('x'.repeat(80))).toBe(`'${'x'.repeat(80)}'`);
  expect(quoted('🍍'.repeat(100))).toBe(`'${'🍍'.repeat(80)}…'`);
});

it('escapes control and invisible characters', () => {
  expect(quoted('a\u001b[2Jb\n\u202e\u2028')).toBe(String.raw`'a\u{1b}[2Jb\u{a}\u{202e}\u{2028}'`);
});
