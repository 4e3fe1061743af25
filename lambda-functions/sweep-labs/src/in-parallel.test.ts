import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('runs every item once, returns outcomes in order and never exceeds the limit', async () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  let running = 0;
  let most = 0;
  const outcomes = await inParallel(items, 4, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return item * 2;
  });
  expect(outcomes).toEqual(items.map((item) => ({ status: 'fulfilled', value: item * 2 })));
  expect(most).toBe(4);
});

test('a failure, even a synchronous one, does not affect the other items', async () => {
  const outcomes = await inParallel(['a', 'b', 'c'], 2, (item) => {
    if (item === 'b') throw new Error('no');
    return Promise.resolve(item);
  });
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('returns no outcomes for no items', async () => {
  expect(await inParallel([], 3, () => Promise.resolve())).toEqual([]);
});
