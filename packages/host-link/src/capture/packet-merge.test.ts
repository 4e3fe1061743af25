import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PacketMerge } from './packet-merge.ts';
import type { CapturedPacket } from './pcap-reader.ts';

const packet = (at: number, from: number): CapturedPacket => ({
  ...{ at: BigInt(at), length: 1, bytes: new Uint8Array(1), interface: from },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('puts packets of several interfaces in order, and lets none wait for longer than 50 ms', () => {
  const out: [number, number][] = [];
  const merge = new PacketMerge((packets) =>
    out.push(...packets.map(({ at, interface: from }): [number, number] => [Number(at), from ?? 0])),
  );
  merge.add([packet(1, 0), packet(5, 0)]);
  merge.add([packet(2, 1)]);
  vi.advanceTimersByTime(25);
  // Late, but before what came in the turn before has gone.
  merge.add([packet(4, 1), packet(9, 1)]);
  vi.advanceTimersByTime(25);
  expect(out).toEqual([
    [1, 0],
    [2, 1],
    [4, 1],
    [5, 0],
  ]);
  vi.advanceTimersByTime(25);
  expect(out.at(-1)).toEqual([9, 1]);
  merge.add(Array.from({ length: 20_001 }, (_, index) => packet(20_010 - index, index % 2)));
  expect(out).toHaveLength(5 + 20_001);
  expect(out.at(-1)?.[0]).toBe(20_010);
});
