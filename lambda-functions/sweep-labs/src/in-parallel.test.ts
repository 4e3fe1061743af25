import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('every item is done once, in the items’ order, and never more than the limit at once', async () => {
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

test('one that fails, even before its first wait, does not hold up the others', async () => {
  const outcomes = await inParallel(['a', 'b', 'c'], 2, (item) => {
    if (item === 'b') throw new Error('no');
    return Promise.resolve(item);
  });
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('nothing to do is done', async () => {
  expect(await inParallel([], 3, () => Promise.resolve())).toEqual([]);
});
