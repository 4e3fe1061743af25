import { randomUUID } from 'node:crypto';
import type { ServerHttp2Stream } from 'node:http2';
import {
  type TerminalControl,
  encodeControlFrame,
  encodeDataFrame,
  encodePackedFrame,
  mostUntakenBytes,
} from '@pineapple/host-link/protocol';
import type { OutputRing } from './output-ring.ts';
import type { WindowSize } from './window-size.ts';

/** Large enough to compress well, small enough to compress in well under a millisecond. */
const chunkBytes = 256 * 1024;

type Exit = Extract<TerminalControl, { type: 'exit' }>;

/** Where a viewer continues after it missed output. A prefix restores the terminal modes, and replaces missed bytes. */
export interface Resumption {
  /** Position of the prefix. */
  readonly offset: number;
  readonly prefix: Buffer;
}

interface ViewerOptions {
  readonly stream: ServerHttp2Stream;
  readonly mode: 'write' | 'view';
  readonly size: WindowSize;
  readonly ring: OutputRing;
  /** Position of the first byte that the viewer gets. */
  readonly position: number;
  /** Where a viewer continues that has read up to this position, which is no longer kept. */
  readonly resumeFrom: (seen: number) => Resumption;
  /** The control message with the terminal's current size and viewers. */
  readonly describe: () => TerminalControl;
  /** The viewer has read more. */
  readonly onProgress: () => void;
}

/** One attached viewer. It gets output as fast as it reads, directly from the ring and not from a queue of its own. */
export class TerminalViewer {
  readonly mode: 'write' | 'view';
  #size: WindowSize;
  readonly #options: ViewerOptions;
  readonly id = randomUUID();
  #position: number;
  /** The position up to which the client has taken the output. */
  #taken: number;
  #blocked = false;
  #descriptionDue = false;
  #exit: Exit | null = null;

  constructor(options: ViewerOptions) {
    this.#options = options;
    this.mode = options.mode;
    this.#size = options.size;
    this.#position = options.position;
    this.#taken = options.position;
    options.stream.on('drain', () => {
      this.#blocked = false;
      this.pump();
      options.onProgress();
    });
  }

  get size(): WindowSize {
    return this.#size;
  }

  resize(size: WindowSize): void {
    this.#size = size;
  }

  /** Bytes of output that were not sent to it yet. */
  get lag(): number {
    return this.#options.ring.end - this.#position;
  }

  /** Sends bytes that replace missed output. */
  sendPrefix(bytes: Buffer): void {
    if (bytes.length > 0) this.#write(encodeDataFrame(bytes));
  }

  /** The client has taken the output up to this position. */
  taken(offset: number): void {
    if (offset <= this.#taken || offset > this.#position) return;
    this.#taken = offset;
    this.pump();
    this.#options.onProgress();
  }

  /** Sends a control message at once, ahead of waiting output. */
  send(control: TerminalControl): void {
    this.#write(encodeControlFrame(control));
  }

  /** Sends a new description as soon as the viewer can take it; several changes become one message. */
  requestDescription(): void {
    this.#descriptionDue = true;
    this.pump();
  }

  /** Ends the stream once all output is sent, or after this time. */
  finish(exit: Exit, withinMs: number): void {
    const { stream } = this.#options;
    const timer = setTimeout(() => stream.destroy(), withinMs).unref();
    stream.once('close', () => clearTimeout(timer));
    this.#exit = exit;
    this.pump();
  }

  /** Sends waiting output until the viewer can take no more. */
  pump(): void {
    const { stream, ring, describe, resumeFrom } = this.#options;
    while (!this.#blocked && !stream.destroyed && stream.writable) {
      if (this.#descriptionDue) {
        this.#descriptionDue = false;
        this.send(describe());
      } else if (this.#position - this.#taken >= mostUntakenBytes) {
        return;
      } else if (this.#position < ring.start) {
        const { offset, prefix } = resumeFrom(this.#position);
        this.send({ type: 'skipped', lost: offset - this.#position, offset });
        this.#position = offset + prefix.length;
        this.sendPrefix(prefix);
        this.#taken = this.#position;
      } else if (this.#position < ring.end) {
        const bytes = ring.read(this.#position, chunkBytes);
        this.#position += bytes.length;
        this.#write(encodePackedFrame(bytes));
      } else if (this.#exit) {
        stream.end(encodeControlFrame(this.#exit));
        stream.close();
      } else {
        return;
      }
    }
  }

  #write(frame: Uint8Array): void {
    const { stream } = this.#options;
    if (!stream.destroyed && stream.writable && !stream.write(frame)) this.#blocked = true;
  }
}
