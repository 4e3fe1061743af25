import { expect, it } from 'vitest';
import { formatBytes, formatRate, formatShare } from './units.ts';

it('quantities use a fitting unit', () => {
  expect([0, 512, 2048, 12_900_000, 3.2e12].map(formatBytes)).toEqual([
    '0 B',
    '512 B',
    '2.0 KiB',
    '12 MiB',
    '2.9 TiB',
  ]);
  expect([0, 100, 150_000, 2e9].map(formatRate)).toEqual(['0 bit/s', '800 bit/s', '1.2 Mbit/s', '16 Gbit/s']);
  expect([0, 0.004, 0.37, 1.5].map(formatShare)).toEqual(['0 %', '0.4 %', '37 %', '150 %']);
});
