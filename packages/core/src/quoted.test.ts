import { expect, it } from 'vitest';
import { quoted } from './quoted.ts';

it('puts a value in quotes as it is', () => expect(quoted('Wéb 1 🍍')).toBe("'Wéb 1 🍍'"));

it('cuts a long value and says so', () => {
  expect(quoted('x'.repeat(50_000))).toBe(`'${'x'.repeat(80)}…'`);
  expect(quoted('x'.repeat(80))).toBe(`'${'x'.repeat(80)}'`);
  expect(quoted('🍍'.repeat(100))).toBe(`'${'🍍'.repeat(80)}…'`);
});

it('shows what a terminal would obey or hide', () => {
  expect(quoted('a\u001b[2Jb\n\u202e\u2028')).toBe(String.raw`'a\u{1b}[2Jb\u{a}\u{202e}\u{2028}'`);
});
