import { Duplex } from 'node:stream';
import { type FrameKind, frameKinds, largestPayload } from './frames.ts';

/** How many bytes a stream may have under way that its reader has not taken. */
const windowBytes = 256 * 1024;
/** The reader returns credit in portions of this size. */
const portionBytes = windowBytes / 4;

export type Send = (kind: FrameKind, payload?: Uint8Array) => void;

/** One of the streams of a tunnel. It sends only as much as the reader at the other end has room for. */
export class TunnelStream extends Duplex {
  readonly #send: Send;
  #credit = windowBytes;
  #taken = 0;
  #waiting: { rest: Buffer; done: () => void } | null = null;
  #sentEnd = false;
  #gotEnd = false;

  constructor(send: Send) {
    super({ readableHighWaterMark: windowBytes / 2, writableHighWaterMark: largestPayload });
    this.#send = send;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#waiting = { rest: chunk, done };
    this.#sendMore();
  }

  override _final(done: () => void): void {
    this.#sentEnd = true;
    this.#send(frameKinds.end);
    done();
  }

  override _read(): void {
    if (this.#taken < portionBytes) return;
    const credit = Buffer.alloc(4);
    credit.writeUInt32BE(this.#taken);
    this.#taken = 0;
    this.#send(frameKinds.credit, credit);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#sentEnd || !this.#gotEnd) this.#send(frameKinds.reset);
    this.#waiting = null;
    done(error);
  }

  /** Takes a frame of the other end. */
  receive(kind: number, payload: Buffer): void {
    if (kind === frameKinds.data) {
      this.#taken += payload.length;
      this.push(payload);
    } else if (kind === frameKinds.end) {
      this.#gotEnd = true;
      this.push(null);
    } else if (kind === frameKinds.reset) {
      this.lose();
    } else if (kind === frameKinds.credit && payload.length === 4) {
      this.#credit += payload.readUInt32BE();
      this.#sendMore();
    }
  }

  /** Ends at once, without telling the other end. */
  lose(): void {
    this.#sentEnd = this.#gotEnd = true;
    this.destroy();
  }

  #sendMore(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    while (waiting.rest.length > 0 && this.#credit > 0) {
      const part = waiting.rest.subarray(0, Math.min(this.#credit, largestPayload));
      waiting.rest = waiting.rest.subarray(part.length);
      this.#credit -= part.length;
      this.#send(frameKinds.data, part);
    }
    if (waiting.rest.length > 0) return;
    this.#waiting = null;
    waiting.done();
  }
}
