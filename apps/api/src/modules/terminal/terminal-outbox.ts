import type { ServerControl } from '@pineapple/host-link/terminal';
import type { WebSocket } from 'ws';

interface TerminalOutboxOptions {
  /** Bytes that may be in flight without the client's `ack`; null leaves the limit to TCP. */
  readonly window: number | null;
  /** How long a client may read nothing while output waits for it. */
  readonly stalledMs: number;
  readonly stalled: () => void;
  /** Called when `offer` takes output again, after it returned false. */
  readonly drained: () => void;
}

type Item = Uint8Array | string | { readonly code: number; readonly reason: string };

/**
 * Extra window while the client's input is paused. Its acknowledgements then wait behind its input, and a process that
 * prints what it reads would otherwise wait for them forever.
 */
const unreadBytes = 16 * 1024 * 1024;
/** With more unsent bytes than this, nothing more is written to the socket. */
const connectionBytes = 256 * 1024;

/** Writes to one client in order, within its window. At most one chunk from the host waits here. */
export class TerminalOutbox {
  readonly #socket: WebSocket;
  readonly #options: TerminalOutboxOptions;
  readonly #waiting: Item[] = [];
  #sentBytes = 0;
  #ackedBytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(socket: WebSocket, options: TerminalOutboxOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** Sends output, now or later. False when the producer should stop until `drained`. */
  offer(bytes: Uint8Array): boolean {
    if (bytes.length > 0) this.#add(bytes);
    return this.#waiting.length === 0;
  }

  control(message: ServerControl): void {
    this.#add(JSON.stringify(message));
  }

  /** Closes the socket after everything before it. */
  end(code: number, reason: string): void {
    this.#add({ code, reason });
  }

  /** Records how many bytes the client has processed in all. False for an impossible number. */
  acked(bytes: number): boolean {
    if (bytes < this.#ackedBytes || bytes > this.#sentBytes) return false;
    const progress = bytes > this.#ackedBytes;
    this.#ackedBytes = bytes;
    if (progress) this.#progress();
    return true;
  }

  /** Call it when the client's input is paused. */
  inputPaused(): void {
    this.#progress();
  }

  /** Drops what waits. */
  discard(): void {
    this.#waiting.length = 0;
    this.#stopTimer();
  }

  #add(item: Item): void {
    this.#waiting.push(item);
    if (this.#waiting.length === 1) this.#pump();
  }

  /** Continues after the client has read something. */
  #progress(): void {
    if (this.#waiting.length === 0) return;
    this.#stopTimer();
    this.#pump();
    if (this.#waiting.length === 0) this.#options.drained();
  }

  #pump(): void {
    for (let item = this.#waiting[0]; item !== undefined; item = this.#waiting[0]) {
      if (this.#socket.readyState !== this.#socket.OPEN) return this.discard();
      if (typeof item === 'object' && 'code' in item) this.#socket.close(item.code, item.reason);
      else if (typeof item === 'string') this.#socket.send(item);
      else if (!this.#send(item)) return this.#wait();
      this.#waiting.shift();
    }
    this.#stopTimer();
  }

  /** Sends as much as the window allows. True when nothing is left. */
  #send(bytes: Uint8Array): boolean {
    if (this.#socket.bufferedAmount > connectionBytes) return false;
    const part = bytes.subarray(0, Math.max(0, this.#room));
    if (part.length > 0) {
      this.#sentBytes += part.length;
      this.#socket.send(part, () => this.#progress());
    }
    if (part.length === bytes.length) return true;
    this.#waiting[0] = bytes.subarray(part.length);
    return false;
  }

  get #room(): number {
    const { window } = this.#options;
    if (window === null) return Infinity;
    return window + (this.#socket.isPaused ? unreadBytes : 0) - (this.#sentBytes - this.#ackedBytes);
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => this.#options.stalled(), this.#options.stalledMs).unref();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
