import { jitterDistributions } from '@pineapple/core';
import { expect, it } from 'vitest';
import { jitterTables } from './jitter-tables.ts';

const scale = 8192;

it.each(jitterDistributions.map((name, index) => [name, jitterTables[index] ?? []] as const))(
  'the %s distribution has a mean of about zero and fits into 16 bits',
  (_, table) => {
    expect(table).toHaveLength(1024);
    const mean = table.reduce((sum, value) => sum + value, 0) / table.length / scale;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(Math.max(...table.map(Math.abs))).toBeLessThan(2 ** 15);
    expect(table).toEqual(table.toSorted((one, other) => one - other));
  },
);

it('a normal jitter is the standard deviation, and an even one the farthest', () => {
  const [uniform = [], normal = []] = jitterTables;
  const deviation = Math.sqrt(normal.reduce((sum, value) => sum + (value / scale) ** 2, 0) / normal.length);
  expect(deviation).toBeCloseTo(1, 1);
  expect([uniform[0], uniform.at(-1)]).toEqual([-8184, 8184]);
});
