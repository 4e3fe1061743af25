import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type StreamFrame,
  StreamFrameError,
  StreamFrameReader,
  encodeControlFrame,
  encodeDataFrame,
  maxFrameBytes,
} from './stream-frames.ts';

const frame = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes): StreamFrame => ({ kind: 'data', bytes })),
  fc.json().map((text): StreamFrame => ({ kind: 'control', json: JSON.parse(text) })),
);

function encode(one: StreamFrame): Uint8Array {
  return one.kind === 'data' ? encodeDataFrame(one.bytes) : encodeControlFrame(one.json);
}

/** Frames in a form that can be compared. */
function plain(frames: readonly StreamFrame[]): unknown[] {
  return frames.map((one) => (one.kind === 'data' ? [...one.bytes] : one));
}

describe('stream frames', () => {
  it('decode to the same frames, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.nat(2000)), (frames, cuts) => {
        const bytes = Buffer.concat(frames.map(encode));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const reader = new StreamFrameReader();
        const read = at.slice(1).flatMap((end, index) => reader.read(bytes.subarray(at[index], end)));
        expect(plain(read)).toEqual(plain(frames));
      }),
    );
  });

  it('decode when they arrive one byte at a time', () => {
    const bytes = Buffer.concat([encodeDataFrame(Buffer.from('hello')), encodeControlFrame({ type: 'x' })]);
    const reader = new StreamFrameReader();
    const read = [...bytes].flatMap((byte) => reader.read(Uint8Array.of(byte)));
    expect(plain(read)).toEqual([[...Buffer.from('hello')], { kind: 'control', json: { type: 'x' } }]);
  });

  it('may be as long as the limit and no longer', () => {
    const largest = encodeDataFrame(new Uint8Array(maxFrameBytes));
    expect(new StreamFrameReader().read(largest)).toHaveLength(1);
    const larger = encodeDataFrame(new Uint8Array(maxFrameBytes + 1));
    // The header alone is enough to refuse it.
    expect(() => new StreamFrameReader().read(larger.subarray(0, 5))).toThrow(StreamFrameError);
  });

  it.each([
    ['an unknown kind', [2, 0, 0, 0, 0]],
    ['control that is not JSON', [1, 0, 0, 0, 1, 0x7b]],
    ['empty control', [1, 0, 0, 0, 0]],
  ])('are refused with %s', (_what, bytes) => {
    expect(() => new StreamFrameReader().read(Uint8Array.from(bytes))).toThrow(StreamFrameError);
  });
});
