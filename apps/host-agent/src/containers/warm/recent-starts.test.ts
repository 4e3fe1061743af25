import { expect, it } from 'vitest';
import { RecentStarts, recentMs } from './recent-starts.ts';

it('counts the starts of the last hour', () => {
  let now = 0;
  const starts = new RecentStarts(10, () => now);
  starts.record('host');
  now = recentMs / 2;
  starts.record('host');
  starts.record('web');
  expect(starts.list()).toEqual([
    { reference: 'host', starts: 2 },
    { reference: 'web', starts: 1 },
  ]);
  expect(starts.untilExpiry()).toBe(recentMs / 2);
  now = recentMs;
  expect(starts.list()).toEqual([
    { reference: 'host', starts: 1 },
    { reference: 'web', starts: 1 },
  ]);
  now = 2 * recentMs;
  expect(starts.list()).toEqual([]);
  expect(starts.untilExpiry()).toBeNull();
});

it('remembers no more starts of an image than the pool has room for', () => {
  const starts = new RecentStarts(3, () => 0);
  for (let count = 0; count < 100; count += 1) starts.record('host');
  expect(starts.list()).toEqual([{ reference: 'host', starts: 3 }]);
});
