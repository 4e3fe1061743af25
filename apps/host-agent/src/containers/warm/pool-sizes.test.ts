import { describe, expect, it } from 'vitest';
import { poolDemand, poolLimit, shareOut } from './pool-sizes.ts';

const catalogue = { references: new Set(['host', 'router']), first: 'host' };
const gigabyte = 1024 ** 3;

describe('the demand for waiting containers', () => {
  it('is for the first image of the catalogue before anything was started', () => {
    expect(poolDemand([], catalogue)).toEqual(new Map([['host', 8]]));
  });

  it('includes an image of the catalogue after one start, and another image after two', () => {
    const uses = [
      { reference: 'router', starts: 1 },
      { reference: 'tried', starts: 1 },
      { reference: 'used', starts: 2 },
    ];
    expect([...poolDemand(uses, catalogue).keys()].toSorted()).toEqual(['host', 'router', 'used']);
  });

  it('grows with the number of starts', () => {
    expect(poolDemand([{ reference: 'host', starts: 20 }], catalogue).get('host')).toBe(20);
  });
});

describe('the limit of the pool', () => {
  it('is the setting while memory is plentiful, and zero turns the pool off', () => {
    const memory = { totalBytes: 16 * gigabyte, availableBytes: 12 * gigabyte };
    expect(poolLimit(24, 0, memory)).toBe(24);
    expect(poolLimit(0, 0, memory)).toBe(0);
  });

  it('leaves a quarter of the memory free', () => {
    const memory = { totalBytes: 4 * gigabyte, availableBytes: gigabyte + 30 * 1024 * 1024 };
    expect(poolLimit(24, 3, memory)).toBe(5);
  });

  it('shrinks the pool when less than a quarter is free', () => {
    const memory = { totalBytes: 4 * gigabyte, availableBytes: gigabyte - 20 * 1024 * 1024 };
    expect(poolLimit(24, 5, memory)).toBe(3);
    expect(poolLimit(24, 1, memory)).toBe(0);
  });
});

describe('sharing out the pool', () => {
  it('gives every image what it demands if there is room', () => {
    const demand = new Map([
      ['host', 8],
      ['router', 3],
    ]);
    expect(shareOut(demand, 24)).toEqual(demand);
  });

  it('shares a smaller pool in proportion', () => {
    const demand = new Map([
      ['host', 20],
      ['router', 10],
    ]);
    expect(shareOut(demand, 6)).toEqual(
      new Map([
        ['host', 4],
        ['router', 2],
      ]),
    );
  });

  it('gives nothing where there is no room or no demand', () => {
    expect(shareOut(new Map([['host', 8]]), 0).size).toBe(0);
    expect(shareOut(new Map(), 8).size).toBe(0);
  });
});
