import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePackedFrame, maxFrameBytes, StreamFrameError, StreamFrameReader } from './stream-frames.ts';

const read = (frame: Uint8Array): Uint8Array => {
  const [first, ...rest] = new StreamFrameReader().read(frame);
  expect(rest).toEqual([]);
  if (first?.kind !== 'data') throw new Error('There is no data in the frame.');
  return first.bytes;
};

/** A frame as somebody else might make it. */
function packed(payload: Uint8Array): Uint8Array {
  const frame = Buffer.alloc(5 + payload.length);
  frame[0] = 2;
  frame.writeUInt32BE(payload.length, 1);
  frame.set(payload, 5);
  return frame;
}

describe('packed data', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 40 }), (piece, times) => {
        const bytes = Buffer.concat(Array.from({ length: times }, () => piece));
        expect(Buffer.from(read(encodePackedFrame(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('is much smaller where it repeats itself, and never larger', () => {
    expect(encodePackedFrame(Buffer.from('y\n'.repeat(30_000))).length).toBeLessThan(200);
    const noise = crypto.getRandomValues(new Uint8Array(20_000));
    expect(encodePackedFrame(noise).length).toBe(noise.length + 5);
  });

  it('is refused when it is none, or would come out too large', () => {
    expect(() => new StreamFrameReader().read(packed(Buffer.from('nonsense')))).toThrow(StreamFrameError);
    const bomb = zstdCompressSync(Buffer.alloc(maxFrameBytes + 1));
    expect(bomb.length).toBeLessThan(1000);
    expect(() => new StreamFrameReader().read(packed(bomb))).toThrow(StreamFrameError);
  });
});
