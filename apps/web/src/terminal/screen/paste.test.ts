import { describe, expect, it } from 'vitest';
import { lineCount, needsConfirmation } from './paste.ts';

describe('a paste', () => {
  it.each([
    ['ls', false, false],
    ['ls\n', false, false],
    ['ls\nrm -r x', false, true],
    ['ls\rrm -r x\r', false, true],
    ['ls\nrm -r x', true, false],
  ])('of %j with bracketed paste %s needs confirmation: %s', (text, bracketed, asked) => {
    expect(needsConfirmation(text, bracketed)).toBe(asked);
  });

  it('counts the lines that would run', () => {
    expect(['ls', 'a\nb', 'a\r\nb\r\n'].map(lineCount)).toEqual([1, 2, 2]);
  });
});
