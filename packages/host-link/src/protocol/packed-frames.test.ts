import { constants, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sevenBitLength, writeSevenBits } from './seven-bits.ts';
import { encodePackedFrame, maxFrameBytes, StreamFrameError, StreamFrameReader } from './stream-frames.ts';

const read = (frame: Uint8Array): Uint8Array => {
  const [first, ...rest] = new StreamFrameReader().read(frame);
  expect(rest).toEqual([]);
  if (first?.kind !== 'data') throw new Error('The frame contains no data.');
  return first.bytes;
};

/** A frame of another encoder. */
function packed(payload: Uint8Array): Uint8Array {
  const length = sevenBitLength(payload.length);
  const frame = Buffer.alloc(5 + length);
  frame[0] = 2;
  frame.writeUInt32BE(length, 1);
  writeSevenBits(payload, frame, 5);
  return frame;
}

describe('packed data', () => {
  it('unpacks to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 40 }), (piece, times) => {
        const bytes = Buffer.concat(Array.from({ length: times }, () => piece));
        expect(Buffer.from(read(encodePackedFrame(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('is much smaller for repetitive output, and never larger', () => {
    expect(encodePackedFrame(Buffer.from('y\n'.repeat(30_000))).length).toBeLessThan(200);
    const noise = crypto.getRandomValues(new Uint8Array(20_000));
    expect(encodePackedFrame(noise).length).toBe(noise.length + 5);
  });

  it('unpacks completely with and without a declared size, up to the limit', () => {
    const bytes = Buffer.from('a line of text\n'.repeat(1000));
    for (const size of [0, 100, bytes.length, 65_791, maxFrameBytes]) {
      const all = Buffer.concat([bytes, Buffer.alloc(size)]).subarray(0, Math.max(size, 1));
      const undeclared = zstdCompressSync(all, { params: { [constants.ZSTD_c_contentSizeFlag]: 0 } });
      const declared = zstdCompressSync(all, { pledgedSrcSize: all.length });
      for (const frame of [undeclared, declared]) expect(Buffer.from(read(packed(frame)))).toEqual(all);
    }
  });

  it('is refused when it is invalid or too long after unpacking', () => {
    expect(() => new StreamFrameReader().read(packed(Buffer.from('nonsense')))).toThrow(StreamFrameError);
    const bomb = Buffer.alloc(maxFrameBytes + 1);
    const bombs = [zstdCompressSync(bomb), zstdCompressSync(bomb, { pledgedSrcSize: bomb.length })];
    for (const each of bombs) {
      expect(each.length).toBeLessThan(1000);
      expect(() => new StreamFrameReader().read(packed(each))).toThrow(StreamFrameError);
    }
  });
});
