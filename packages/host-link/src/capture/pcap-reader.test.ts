import { describe, expect, it } from 'vitest';
import { PcapReader } from './pcap-reader.ts';

/** A pcap stream of one packet, as a machine with this order of bytes writes it. */
function pcap(magic: number, littleEndian: boolean, ticks: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(24 + 16 + 3));
  const words = [magic, 0x0004_0002, 0, 0, 1500, 0x1000_0001, 10, ticks, 3, 60];
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word, littleEndian);
  for (const [index, byte] of [1, 2, 3].entries()) view.setUint8(40 + index, byte);
  return new Uint8Array(view.buffer);
}

describe('PcapReader', () => {
  it.each([
    ['nanoseconds', 0xa1b23c4d, true, 10_000_000_500n],
    ['nanoseconds, big-endian', 0xa1b23c4d, false, 10_000_000_500n],
    ['microseconds', 0xa1b2c3d4, true, 10_000_500_000n],
  ])('reads %s, byte by byte', (_name, magic, littleEndian, at) => {
    const reader = new PcapReader();
    const packets = [...pcap(magic, littleEndian, 500)].flatMap((byte) => reader.read(Uint8Array.of(byte)));
    expect(reader.header).toEqual({ linkType: 1, snapLength: 1500 });
    expect(packets).toEqual([{ at, length: 60, bytes: Uint8Array.of(1, 2, 3) }]);
  });

  it('refuses other formats, and packets larger than the program keeps', () => {
    expect(() => new PcapReader().read(new Uint8Array(24))).toThrow('not pcap');
    const huge = pcap(0xa1b23c4d, true, 0);
    new DataView(huge.buffer).setUint32(32, 0xffff_ffff, true);
    expect(() => new PcapReader().read(huge)).toThrow('4294967295 bytes');
  });
});
