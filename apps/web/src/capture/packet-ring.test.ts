import { describe, expect, it } from 'vitest';
import { PacketRing } from './packet-ring.ts';

const packet = (size: number) => ({ at: 1n, length: size, bytes: new Uint8Array(size) });
const numbers = (ring: PacketRing) => ring.snapshot().map(({ number }) => number);

describe('PacketRing', () => {
  it('keeps the latest packets and counts all', () => {
    const ring = new PacketRing({ packets: 3, bytes: 1000 });
    for (let count = 0; count < 10; count += 1) ring.add(packet(10));
    expect(numbers(ring)).toEqual([8, 9, 10]);
    expect(ring).toMatchObject({ length: 3, total: 10 });
  });

  it('keeps no more bytes than it may, and always the last packet', () => {
    const ring = new PacketRing({ packets: 100, bytes: 1000 });
    for (const size of [400, 400, 400, 100]) ring.add(packet(size));
    expect(numbers(ring)).toEqual([2, 3, 4]);
    ring.add(packet(5000));
    expect(numbers(ring)).toEqual([5]);
  });

  it('gives a list that later packets do not change, and bytes of its own', () => {
    const ring = new PacketRing({ packets: 2, bytes: 1000 });
    const piece = Uint8Array.of(1, 2, 3, 4);
    ring.add({ at: 1n, length: 2, bytes: piece.subarray(1, 3) });
    piece.fill(0);
    const before = ring.snapshot();
    for (let count = 0; count < 5; count += 1) ring.add(packet(1));
    expect(before.map(({ bytes }) => [...bytes])).toEqual([[2, 3]]);
  });
});
