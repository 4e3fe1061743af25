import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CapturedPacket,
  type CaptureEvent,
  PcapngReader,
  pcapngHeader,
  pcapngPackets,
  pcapngStatistics,
  WholeBlocks,
} from './index.ts';

const eth0 = { name: 'eth0', description: 'lab/r1', linkType: 1, snapLength: 262_144, filter: 'icmp' };
const packets = fc.array(
  fc.record({
    at: fc.bigInt({ min: 0n, max: 4_000_000_000_999_999_999n }),
    length: fc.nat(65_535),
    bytes: fc.uint8Array({ maxLength: 90 }),
  }),
  { maxLength: 5 },
);

/** Reads bytes in two pieces. */
function readSplit(bytes: Uint8Array, at: number): CaptureEvent[] {
  const reader = new PcapngReader();
  return [...reader.read(bytes.slice(0, at)), ...reader.read(bytes.slice(at))].map((event) =>
    event.kind === 'packet' ? { ...event, bytes: event.bytes.slice() } : event,
  );
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

describe('pcapng', () => {
  it('gives back what was written, however its bytes arrive', () => {
    fc.assert(
      fc.property(packets, fc.nat(1000), (written: CapturedPacket[], cut) => {
        const statistics = {
          at: 5n,
          received: 7,
          dropped: 3,
          comment: 'The container stopped.',
          isEnd: true,
        };
        const bytes = concat(pcapngHeader(eth0), pcapngPackets(written), pcapngStatistics(statistics));
        expect(readSplit(bytes, cut % bytes.length)).toEqual([
          { kind: 'interface', ...eth0 },
          ...written.map((packet) => ({ kind: 'packet', interface: 0, ...packet })),
          { kind: 'statistics', interface: 0, ...statistics },
        ]);
      }),
      { numRuns: 50 },
    );
  });

  it('begins as the format says', () => {
    const bytes = pcapngHeader(eth0);
    const view = new DataView(bytes.buffer);
    const sectionBytes = view.getUint32(4, true);
    expect(bytes.slice(0, 4)).toEqual(Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a));
    expect(view.getUint32(sectionBytes - 4, true)).toBe(sectionBytes);
    // Type, length, link type, reserved, snap length, and the option if_name.
    expect(Buffer.from(bytes.slice(sectionBytes, sectionBytes + 24)).toString('latin1')).toBe(
      `\x01\0\0\0${String.fromCharCode(bytes.length - sectionBytes)}\0\0\0\x01\0\0\0\0\0\x04\0\x02\0\x04\0eth0`,
    );
  });

  it('reads big-endian sections with microseconds, and skips unknown blocks', () => {
    const words = [
      [0x0a0d0d0a, 28, 0x1a2b3c4d, 0x00010000, 0xffffffff, 0xffffffff, 28],
      [0x0bad, 12, 12],
      [1, 20, 0x00010000, 0, 20],
      [6, 36, 0, 0, 1_000_001, 2, 60, 0xabcd0000, 36],
    ].flat();
    const view = new DataView(new ArrayBuffer(words.length * 4));
    for (const [index, word] of words.entries()) view.setUint32(index * 4, word);
    expect(new PcapngReader().read(new Uint8Array(view.buffer))).toEqual([
      { kind: 'interface', name: '', description: '', linkType: 1, snapLength: 0, filter: null },
      { kind: 'packet', interface: 0, at: 1_000_001_000n, length: 60, bytes: Uint8Array.of(0xab, 0xcd) },
    ]);
  });

  it('refuses what is not pcapng, and a block that contradicts itself', () => {
    const header = pcapngHeader(eth0);
    const packet = pcapngPackets([{ at: 1n, length: 4, bytes: Uint8Array.of(1, 2, 3, 4) }]);
    const tooLong = packet.slice();
    new DataView(tooLong.buffer).setUint32(20, 5000, true);
    expect(() => new PcapngReader().read(Buffer.from('<!doctype html>'))).toThrow('not pcapng');
    expect(() => new PcapngReader().read(concat(header, tooLong))).toThrow('shorter than it says');
    expect(() => new PcapngReader().read(concat(header.slice(0, 52), packet))).toThrow();
  });

  it('cut between any two bytes leaves whole blocks', () => {
    const bytes = concat(
      pcapngHeader(eth0),
      pcapngStatistics({ at: 5n, received: 7, dropped: 3, comment: null }),
    );
    const ends = Array.from(bytes, (_, cut) => new WholeBlocks().take(bytes.slice(0, cut)).length);
    const header = pcapngHeader(eth0);
    const sectionEnd = new DataView(header.buffer).getUint32(4, true);
    expect([...new Set(ends)]).toEqual([0, sectionEnd, header.length]);
    const blocks = new WholeBlocks();
    expect(concat(...[...bytes].map((byte) => blocks.take(Uint8Array.of(byte))))).toEqual(bytes);
  });
});
