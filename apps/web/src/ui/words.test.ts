import { describe, expect, it } from 'vitest';
import { counted, listed } from './counted.ts';
import { formatDuration } from './durations.ts';
import { containerPhaseWords } from './phase/phase-words.ts';

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [364.6, '365 ms'],
    [1_250, '1.25 s'],
    [12_340, '12.3 s'],
    [65_000, '1 min 5 s'],
    [7_260_000, '2 h 1 min'],
  ])('formats %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('counts and lists', () => {
  it('use the plural and end with "and"', () => {
    expect([counted(1, 'lab'), counted(0, 'lab')]).toEqual(['1 lab', '0 labs']);
    expect([listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('phases', () => {
  it('differ in shape, not only in colour', () => {
    const signs = (
      ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING', 'READY', 'FAILED', 'LOST', 'STOPPED'] as const
    ).map((phase) => JSON.stringify(containerPhaseWords[phase].glyph));
    expect(new Set(signs).size).toBe(signs.length);
  });
});
