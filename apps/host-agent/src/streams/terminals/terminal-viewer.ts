import { randomUUID } from 'node:crypto';
import type { ServerHttp2Stream } from 'node:http2';
import {
  type TerminalControl,
  encodeControlFrame,
  encodePackedFrame,
  mostUntakenBytes,
} from '@pineapple/host-link/protocol';
import type { OutputRing } from './output-ring.ts';
import type { DrawnScreen } from './screen/screen-record.ts';
import type { WindowSize } from './window-size.ts';

/** Large enough to compress well, small enough to compress in well under a millisecond. */
const chunkBytes = 256 * 1024;

type Exit = Extract<TerminalControl, { type: 'exit' }>;

interface ViewerOptions {
  readonly stream: ServerHttp2Stream;
  readonly mode: 'write' | 'view';
  readonly size: WindowSize;
  readonly ring: OutputRing;
  /** Position of the first byte that the viewer gets; null if it gets a screen first. */
  readonly position: number | null;
  /** Draws the screen at the end of the output. */
  readonly draw: () => Promise<DrawnScreen>;
  /** The first control message, for output from a position on. */
  readonly greet: (viewer: string, offset: number) => TerminalControl;
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
  /** The position of the next byte to send. A screen has the positions up to its end. */
  #position: number;
  /** The position up to which the client has taken the output. */
  #taken: number;
  #screen: DrawnScreen | null = null;
  #drawing = false;
  #blocked = false;
  #descriptionDue = false;
  #exit: Exit | null = null;

  constructor(options: ViewerOptions) {
    this.#options = options;
    this.mode = options.mode;
    this.#size = options.size;
    this.#position = options.position ?? options.ring.end;
    this.#taken = this.#position;
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
    return this.#options.ring.end - Math.max(this.#position, this.#screen?.end ?? 0);
  }

  /** Which of the terminal's keys it typed last, counted over all viewers; 0 if it typed none. */
  typedAt = 0;

  /** Sends the first control message, then output. */
  begin(): void {
    const { position, greet } = this.#options;
    if (position === null) this.#drawScreen((offset) => greet(this.id, offset));
    else this.send(greet(this.id, position));
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
    const { stream, ring, describe } = this.#options;
    while (!this.#drawing && !this.#blocked && !stream.destroyed && stream.writable) {
      if (this.#descriptionDue) {
        this.#descriptionDue = false;
        this.send(describe());
      } else if (this.#position - this.#taken >= mostUntakenBytes) {
        return;
      } else if (this.#screen) {
        const { bytes, end } = this.#screen;
        const from = bytes.length - (end - this.#position);
        const piece = bytes.subarray(from, from + chunkBytes);
        this.#position += piece.length;
        if (this.#position === end) this.#screen = null;
        this.#write(encodePackedFrame(piece));
      } else if (this.#position < ring.start) {
        const lost = ring.start - this.#position;
        this.#drawScreen((offset) => ({ type: 'skipped', lost, offset }));
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

  /** Continues with a drawn screen, after a message with its position. */
  #drawScreen(announce: (offset: number) => TerminalControl): void {
    this.#drawing = true;
    void this.#options.draw().then((screen) => {
      this.#drawing = false;
      this.#screen = screen.bytes.length > 0 ? screen : null;
      this.#position = screen.end - screen.bytes.length;
      this.#taken = this.#position;
      this.send(announce(this.#position));
      this.pump();
      this.#options.onProgress();
    });
  }

  #write(frame: Uint8Array): void {
    const { stream } = this.#options;
    if (!stream.destroyed && stream.writable && !stream.write(frame)) this.#blocked = true;
  }
}
