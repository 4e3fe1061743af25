import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sequence } from './sequence.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-sequence-'));
});
afterEach(() => rm(directory, { recursive: true }));

const open = (): Promise<Sequence> => Sequence.open(join(directory, 'sequence'));

describe('a sequence', () => {
  it('grows with every number, also within a millisecond and when the clock goes back', async () => {
    const sequence = await open();
    const numbers = [1000, 1000, 5, 5, 2000].map((now) => sequence.next(Date.now() + now));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers.every(Number.isSafeInteger)).toBe(true);
  });

  it('continues above all numbers of a killed agent, even when the clock is behind', async () => {
    const before = await open();
    const last = Array.from({ length: 10_000 }, () => before.next()).at(-1) ?? 0;
    const after = await open();
    expect(after.next(0)).toBeGreaterThan(last);
  });
});
