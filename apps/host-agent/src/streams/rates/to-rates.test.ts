import { expect, it } from 'vitest';
import type { InterfaceCounters } from '../stats/raw-sample.ts';
import { type CountedLinks, hasWires, toRates } from './to-rates.ts';

const labId = 'lab_aaaaaaaaaaaa';
const [busy, idle] = ['pbccccccnnnnnn', 'pbddddddnnnnnn'];

function counted(clock: number, links: Readonly<Record<string, Partial<InterfaceCounters>>>): CountedLinks {
  const zero = { receivedBytes: 0, receivedPackets: 0, sentBytes: 0, sentPackets: 0 };
  return {
    clock,
    links: new Map(Object.entries(links).map(([name, some]) => [name, { ...zero, ...some }])),
  };
}

it('says what a wire carried by the time that has passed, as its container sees it', () => {
  const before = counted(1_000, {
    [busy]: { receivedBytes: 100, receivedPackets: 1 },
    [idle]: {},
    brnnnnnn: {},
  });
  const now = counted(3_000, {
    [busy]: { receivedBytes: 2_100, receivedPackets: 5, sentBytes: 300, sentPackets: 2 },
    [idle]: {},
    brnnnnnn: { receivedPackets: 7 },
  });
  expect(toRates(labId, before, now, new Date(0))).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    links: [
      {
        containerId: 'ctr_aaaaaaaaaaaa_cccccc',
        networkId: 'net_aaaaaaaaaaaa_nnnnnn',
        fromContainer: { bytesPerSecond: 1_000, packetsPerSecond: 2 },
        toContainer: { bytesPerSecond: 150, packetsPerSecond: 1 },
      },
    ],
  });
});

it('has no rate of a wire that is new, and none below zero of one that was made again', () => {
  const before = counted(0, { [busy]: { receivedBytes: 9_000, receivedPackets: 90 } });
  const now = counted(1_000, {
    [busy]: { receivedBytes: 10, receivedPackets: 1 },
    [idle]: { sentPackets: 8 },
  });
  expect(toRates(labId, before, now, new Date()).links).toEqual([]);
});

it('tells wires of containers from other links', () => {
  expect(hasWires(labId, counted(0, { lo: {}, brnnnnnn: {}, pfccccccnnnnnn: {} }))).toBe(false);
  expect(hasWires(labId, counted(0, { lo: {}, [idle]: {} }))).toBe(true);
});
