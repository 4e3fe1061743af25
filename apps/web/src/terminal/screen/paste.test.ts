import { describe, expect, it } from 'vitest';
import { lineCount, needsQuestion } from './paste.ts';

describe('a paste', () => {
  it.each([
    ['ls', false, false],
    ['ls\n', false, false],
    ['ls\nrm -r x', false, true],
    ['ls\rrm -r x\r', false, true],
    ['ls\nrm -r x', true, false],
  ])('%j with bracketed paste %s is asked about: %s', (text, bracketed, asked) => {
    expect(needsQuestion(text, bracketed)).toBe(asked);
  });

  it('has as many lines as would run', () => {
    expect(['ls', 'a\nb', 'a\r\nb\r\n'].map(lineCount)).toEqual([1, 2, 2]);
  });
});
