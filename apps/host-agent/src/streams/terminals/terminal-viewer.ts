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

/** Packs well, and takes well under a millisecond. */
const chunkBytes = 256 * 1024;

type Exit = Extract<TerminalControl, { type: 'exit' }>;

/** Output from a byte on that comes after others: a prefix stands in for the last of those. */
export interface TakeUp {
  /** Position of the prefix. */
  readonly offset: number;
  readonly prefix: Buffer;
}

export interface ViewerOptions {
  readonly stream: ServerHttp2Stream;
  readonly mode: 'write' | 'view';
  readonly size: WindowSize;
  readonly ring: OutputRing;
  /** Position of the first byte that it gets. */
  readonly position: number;
  /** Where one begins who has missed what is not kept any more. */
  readonly takeUp: (seen: number) => TakeUp;
  /** What is said of the terminal whenever that changes. */
  readonly describe: () => TerminalControl;
  /** It got on, or left. */
  readonly onProgress: () => void;
}

/** One who looks on: gets output as fast as it reads, from the ring and not from a queue of its own. */
export class TerminalViewer {
  readonly mode: 'write' | 'view';
  size: WindowSize;
  readonly #options: ViewerOptions;
  readonly id = randomUUID();
  #position: number;
  /** How far the client says that it got. */
  #taken: number;
  #blocked = false;
  #outdated = false;
  #exit: Exit | null = null;

  constructor(options: ViewerOptions) {
    this.#options = options;
    this.mode = options.mode;
    this.size = options.size;
    this.#position = options.position;
    this.#taken = options.position;
    options.stream.on('drain', () => {
      this.#blocked = false;
      this.pump();
      options.onProgress();
    });
  }

  /** How many bytes of output it has not taken yet. */
  get lag(): number {
    return this.#options.ring.end - this.#position;
  }

  /** Sends bytes that stand in for output, ahead of any. */
  prefix(bytes: Buffer): void {
    if (bytes.length > 0) this.#write(encodeDataFrame(bytes));
  }

  /** Its output was handed on up to there. */
  taken(offset: number): void {
    if (offset <= this.#taken || offset > this.#position) return;
    this.#taken = offset;
    this.pump();
    this.#options.onProgress();
  }

  /** Says a thing at once, ahead of any output. */
  say(control: TerminalControl): void {
    this.#write(encodeControlFrame(control));
  }

  /** What `describe` tells is another now; said when there is room, and once for many changes. */
  outdate(): void {
    this.#outdated = true;
    this.pump();
  }

  /** Ends the stream once it has got everything, or has not for so long. */
  finish(exit: Exit, withinMs: number): void {
    const { stream } = this.#options;
    const timer = setTimeout(() => stream.destroy(), withinMs).unref();
    stream.once('close', () => clearTimeout(timer));
    this.#exit = exit;
    this.pump();
  }

  /** Hands on what there is, for as long as it takes it. */
  pump(): void {
    const { stream, ring, describe, takeUp } = this.#options;
    while (!this.#blocked && !stream.destroyed && stream.writable) {
      if (this.#outdated) {
        this.#outdated = false;
        this.say(describe());
      } else if (this.#position - this.#taken >= mostUntakenBytes) {
        return;
      } else if (this.#position < ring.start) {
        const { offset, prefix } = takeUp(this.#position);
        this.say({ type: 'skipped', lost: offset - this.#position, offset });
        this.#position = offset + prefix.length;
        this.prefix(prefix);
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
