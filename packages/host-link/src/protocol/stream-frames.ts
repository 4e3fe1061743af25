import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { readSevenBits, sevenBitLength, writeSevenBits } from './seven-bits.ts';

/**
 * The frames of a viewer's stream, in both directions: one byte of kind, four of length (big-endian), then the payload.
 * Data may be packed: compressed with Zstandard, then encoded in seven-bit characters. A host's uplink is narrow, terminal
 * output compresses well, and as text (`bytesToText`) other bytes take half as much again.
 */
export type StreamFrame =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'control'; readonly json: unknown };

/** The longest payload of a frame, in bytes. */
export const maxFrameBytes = 256 * 1024;

const headerBytes = 5;
const kinds = ['data', 'control', 'packed'] as const;
/** Shorter data is not packed. */
const leastPackedBytes = 1024;
/** Data is packed only if that shrinks it to this share. */
const worthwhile = 0.8;
/** Fast, with tables that are just large enough for a frame. */
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: 18 };

/** The stream violates the frame format. Its reader closes it. */
export class StreamFrameError extends Error {
  override readonly name = 'StreamFrameError';
}

export function encodeDataFrame(bytes: Uint8Array): Uint8Array {
  return encode(0, bytes);
}

/** A data frame, packed if that makes it smaller. */
export function encodePackedFrame(bytes: Uint8Array): Uint8Array {
  if (bytes.length < leastPackedBytes) return encode(0, bytes);
  const packed = zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length, chunkSize: 64 * 1024 });
  const length = sevenBitLength(packed.length);
  if (length > bytes.length * worthwhile) return encode(0, bytes);
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame.writeUInt8(2, 0);
  frame.writeUInt32BE(length, 1);
  writeSevenBits(packed, frame, headerBytes);
  return frame;
}

export function encodeControlFrame(json: unknown): Uint8Array {
  return encode(1, new TextEncoder().encode(JSON.stringify(json)));
}

function encode(kind: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(headerBytes + payload.length);
  frame[0] = kind;
  new DataView(frame.buffer).setUint32(1, payload.length);
  frame.set(payload, headerBytes);
  return frame;
}

/** Cuts a byte stream that arrives in pieces into frames. */
export class StreamFrameReader {
  /** Pieces of an incomplete frame. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  /** How many bytes the next step needs. */
  #wanted = headerBytes;

  /**
   * Returns the frames that these bytes complete.
   * @throws StreamFrameError for an unknown kind, a frame over the limit (also after unpacking), or control that is not JSON
   */
  read(bytes: Uint8Array): StreamFrame[] {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes < this.#wanted) return [];
    const input = this.#held.length === 1 ? bytes : Buffer.concat(this.#held, this.#heldBytes);
    const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
    const frames: StreamFrame[] = [];
    let at = 0;
    this.#wanted = headerBytes;
    while (input.length - at >= headerBytes) {
      const kind = kinds[view.getUint8(at)];
      const length = view.getUint32(at + 1);
      if (kind === undefined) throw new StreamFrameError(`A frame has the unknown kind ${view.getUint8(at)}`);
      if (length > maxFrameBytes) {
        throw new StreamFrameError(`A frame of ${length} bytes is over the limit of ${maxFrameBytes}`);
      }
      if (input.length - at < headerBytes + length) {
        this.#wanted = headerBytes + length;
        break;
      }
      frames.push(toFrame(kind, input.subarray(at + headerBytes, at + headerBytes + length)));
      at += headerBytes + length;
    }
    this.#held = at === input.length ? [] : [input.slice(at)];
    this.#heldBytes = input.length - at;
    return frames;
  }
}

function toFrame(kind: (typeof kinds)[number], payload: Uint8Array): StreamFrame {
  if (kind === 'control') return { kind, json: parseJson(payload) };
  return { kind: 'data', bytes: kind === 'packed' ? unpack(payload) : payload };
}

function unpack(payload: Uint8Array): Uint8Array {
  try {
    const packed = readSevenBits(payload);
    // One byte more than the content, or zlib allocates a second chunk.
    const chunkSize = Math.max(64, Math.min(contentBytes(packed), maxFrameBytes) + 1);
    return zstdDecompressSync(packed, { maxOutputLength: maxFrameBytes, chunkSize });
  } catch (cause) {
    throw new StreamFrameError(
      `A packed frame is invalid or longer than ${maxFrameBytes} bytes after unpacking`,
      {
        cause,
      },
    );
  }
}

/**
 * The content size in a Zstandard frame's header (RFC 8878, section 3.1.1.1), which lets it be unpacked into one buffer.
 * The largest possible size if the header has none.
 */
function contentBytes(packed: Buffer): number {
  const descriptor = packed[4] ?? 0;
  const singleSegment = (descriptor & 0x20) !== 0;
  const at = 5 + (singleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  switch (descriptor >> 6) {
    case 0:
      return singleSegment ? packed.readUInt8(at) : maxFrameBytes;
    case 1:
      return packed.readUInt16LE(at) + 256;
    case 2:
      return packed.readUInt32LE(at);
    default:
      return maxFrameBytes;
  }
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (cause) {
    throw new StreamFrameError('A control frame is not JSON', { cause });
  }
}
