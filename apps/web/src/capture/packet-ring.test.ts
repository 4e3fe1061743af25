import { describe, expect, it } from 'vitest';
import { PacketRing } from './packet-ring.ts';

const packet = (size: number) => ({ at: 1n, length: size, bytes: new Uint8Array(size) });
const numbers = (ring: PacketRing) => [...ring.snapshot()].map(({ number }) => number);

describe('PacketRing', () => {
  it('keeps the latest packets and counts all', () => {
    const ring = new PacketRing({ packets: 4, bytes: 1000, together: 2 });
    for (let count = 0; count < 10; count += 1) ring.add(packet(10));
    expect(numbers(ring)).toEqual([7, 8, 9, 10]);
    expect(ring).toMatchObject({ length: 4, total: 10 });
    const kept = ring.snapshot();
    expect([kept.get(0)?.number, kept.get(3)?.number, kept.get(4), kept.get(-1)]).toEqual([
      7,
      10,
      undefined,
      undefined,
    ]);
  });

  it('keeps no more bytes than it may, and always the last packets', () => {
    const ring = new PacketRing({ packets: 100, bytes: 1000, together: 1 });
    for (const size of [400, 400, 400, 100]) ring.add(packet(size));
    expect(numbers(ring)).toEqual([2, 3, 4]);
    ring.add(packet(200_000));
    expect(numbers(ring)).toEqual([5]);
  });

  it('gives a list that later packets do not change, and bytes of its own', () => {
    const ring = new PacketRing({ packets: 4, bytes: 1_000_000, together: 2 });
    const piece = Uint8Array.of(1, 2, 3, 4);
    ring.add({ at: 1n, length: 2, bytes: piece.subarray(1, 3), interface: 3 });
    piece.fill(0);
    const before = ring.snapshot();
    for (let count = 0; count < 9; count += 1) ring.add(packet(70_000));
    expect([...before]).toEqual([{ number: 1, at: 1n, length: 2, interface: 3, bytes: Uint8Array.of(2, 3) }]);
  });
});
