import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ChannelMessageError,
  decodeMessage,
  encodeMessage,
  formatMessageId,
  messageTypes,
  parseMessageId,
} from './message.ts';

const payloads = fc.uint8Array({ maxLength: 1200 }).map((bytes) => Buffer.from(bytes));
const longs = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** Built byte by byte from the layout in the agent's source, not by the code under test. */
const golden = Buffer.concat([
  Buffer.from('00000074', 'hex'),
  Buffer.from('input_stream_data               '),
  Buffer.from('00000001', 'hex'),
  Buffer.from('0000018bcfe56800', 'hex'),
  Buffer.from('0000000000000007', 'hex'),
  Buffer.from('0000000000000001', 'hex'),
  Buffer.from('a716446655440000550e8400e29b41d4', 'hex'),
  Buffer.from('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 'hex'),
  Buffer.from('0000000100000005', 'hex'),
  Buffer.from('hello'),
]);

/** The golden message with some of its bytes replaced. */
function withBytes(at: number, hex: string): Buffer {
  const bytes = Buffer.from(golden);
  bytes.write(hex, at, 'hex');
  return bytes;
}

describe('a message', () => {
  it('decodes a message of AWS', () => {
    const message = decodeMessage(golden);
    expect(message).toMatchObject({ type: 'input_stream_data', sequence: 7, flags: 1, payloadType: 1 });
    expect(message.payload.toString()).toBe('hello');
    expect(formatMessageId(message.id)).toBe('550e8400-e29b-41d4-a716-446655440000');
  });

  it('is encoded as AWS expects it', () => {
    const before = Date.now();
    const written = encodeMessage('input_stream_data', {
      sequence: 7,
      flags: 1,
      payloadType: 1,
      payload: Buffer.from('hello'),
    });
    const created = Number(written.readBigUInt64BE(40));
    expect(created).toBeGreaterThanOrEqual(before);
    expect(created).toBeLessThanOrEqual(Date.now());
    // Everything except the time and the id.
    golden.copy(written, 40, 40, 48);
    golden.copy(written, 64, 64, 80);
    expect(written.equals(golden)).toBe(true);
  });

  it('is the same after encoding and decoding', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...messageTypes),
        longs,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        payloads,
        (type, sequence, flags, payloadType, payload) => {
          const { id, ...message } = decodeMessage(
            encodeMessage(type, { sequence, flags, payloadType, payload }),
          );
          expect(message).toEqual({ type, sequence, flags, payloadType, payload });
          expect(id).toHaveLength(16);
        },
      ),
    );
  });

  it('has a unique id in the form of a random UUID', () => {
    const ids = Array.from({ length: 1000 }, () =>
      formatMessageId(decodeMessage(encodeMessage('acknowledge', { payload: Buffer.alloc(0) })).id),
    );
    expect(new Set(ids).size).toBe(1000);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('may pad its type with zeros', () => {
    expect(decodeMessage(withBytes(21, '00'.repeat(15))).type).toBe('input_stream_data');
  });

  it('from the service itself needs no creation time and no digest', () => {
    const message = encodeMessage('pause_publication', { payload: Buffer.from('x') });
    message.fill(0, 40, 48).fill(0, 80, 112);
    expect(decodeMessage(message).type).toBe('pause_publication');
  });

  it.each([
    ['shorter than a header', golden.subarray(0, 119), /119 bytes is shorter than its header/],
    ['empty', Buffer.alloc(0), /0 bytes/],
    ['cut off', golden.subarray(0, 124), /declares a payload of 5 bytes but carries 4/],
    ['longer than declared', Buffer.concat([golden, Buffer.from('!')]), /carries 6/],
    ['with a wrong header length', withBytes(0, '00000078'), /header of 120 bytes, not 116/],
    ['of another schema version', withBytes(36, '00000002'), /schema version 2, not 1/],
    ['of an unknown type', withBytes(4, '58'), /unknown type "Xnput_stream_data"/],
    ['without a creation time', withBytes(40, '0000000000000000'), /creation time/],
    ['with a payload that does not match its digest', withBytes(120, '48'), /digest/],
    ['with a number that is too large', withBytes(48, '0020000000000000'), /byte 48 .* out of range/],
    ['with a negative number', withBytes(48, 'ffffffffffffffff'), /byte 48 .* out of range/],
  ])('is refused when %s', (_what, frame, why) => {
    expect(() => decodeMessage(frame)).toThrow(ChannelMessageError);
    expect(() => decodeMessage(frame)).toThrow(why);
  });

  it('is decoded or refused for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(120), (noise, at) => {
        for (const frame of [Buffer.from(noise), Buffer.concat([golden.subarray(0, at), noise])]) {
          try {
            decodeMessage(frame);
          } catch (error) {
            expect(error).toBeInstanceOf(ChannelMessageError);
          }
        }
      }),
    );
  });

  it('carries the digest of its payload', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const digest = encodeMessage('output_stream_data', { payload }).subarray(80, 112);
        expect(digest.equals(hash('sha256', payload, 'buffer'))).toBe(true);
      }),
    );
  });
});

describe('a message id', () => {
  it('is a UUID with its last eight bytes first', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(formatMessageId(parseMessageId(uuid))).toBe(uuid);
        expect(parseMessageId(uuid).toString('hex', 8)).toBe(uuid.replaceAll('-', '').slice(0, 16));
      }),
    );
  });

  it.each(['', 'x', '550e8400e29b41d4a716446655440000', '550e8400-e29b-41d4-a716-44665544000g'])(
    'can’t be %j',
    (text) => {
      expect(() => parseMessageId(text)).toThrow(ChannelMessageError);
    },
  );
});
