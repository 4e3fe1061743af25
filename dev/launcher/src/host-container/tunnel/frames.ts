import { Buffer } from 'node:buffer';

/**
 * The frames of a tunnel: a byte with the kind, a stream's number and the payload's length as unsigned 32-bit numbers in
 * network order, and the payload.
 */
export const frameKinds = { open: 1, data: 2, end: 3, reset: 4, credit: 5, ping: 6, pong: 7 } as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

interface Frame {
  readonly kind: number;
  readonly stream: number;
  readonly payload: Buffer;
}

export const largestPayload = 32 * 1024;
const headerBytes = 9;

export function encodeFrame(kind: FrameKind, stream = 0, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const frame = Buffer.allocUnsafe(headerBytes + payload.length);
  frame.writeUInt8(kind, 0);
  frame.writeUInt32BE(stream, 1);
  frame.writeUInt32BE(payload.length, 5);
  frame.set(payload, headerBytes);
  return frame;
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /** Returns the frames that the bytes complete. @throws Error when a payload is larger than any end sends */
  read(bytes: Buffer): Frame[] {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const frames: Frame[] = [];
    let at = 0;
    while (all.length - at >= headerBytes) {
      const length = all.readUInt32BE(at + 5);
      if (length > largestPayload) throw new Error(`A frame of ${length} bytes is not of this tunnel.`);
      if (all.length - at < headerBytes + length) break;
      const payload = all.subarray(at + headerBytes, at + headerBytes + length);
      frames.push({ kind: all.readUInt8(at), stream: all.readUInt32BE(at + 1), payload });
      at += headerBytes + length;
    }
    this.#rest = all.subarray(at);
    return frames;
  }
}
