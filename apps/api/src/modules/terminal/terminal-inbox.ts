import type { Writable } from 'node:stream';
import { encodeControlFrame, encodeDataFrame, type ViewerControl } from '@pineapple/host-link/protocol';
import type { WebSocket } from 'ws';

/** With more bytes than this waiting for the host, the client's input is paused. */
const mostWaitingBytes = 128 * 1024;

/**
 * Passes a client's input on to the host. Without a connection to the host it keeps the input, and pauses the client when
 * too much waits, so that nothing is lost and nothing piles up.
 */
export class TerminalInbox {
  readonly #socket: WebSocket;
  readonly #paused: () => void;
  #stream: Writable | null = null;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;

  /** @param paused called whenever the client's input is paused */
  constructor(socket: WebSocket, paused: () => void) {
    this.#socket = socket;
    this.#paused = paused;
  }

  type(bytes: Uint8Array): void {
    if (this.#stream === null) {
      this.#kept.push(bytes);
      this.#keptBytes += bytes.length;
    } else this.#stream.write(encodeDataFrame(bytes));
    this.#pauseIfFull();
  }

  control(message: ViewerControl): void {
    this.#stream?.write(encodeControlFrame(message));
  }

  /** Sends the kept input, and later input at once. */
  connect(stream: Writable): void {
    this.#stream = stream;
    stream.on('drain', () => this.#socket.resume());
    const kept = this.#kept;
    this.forget();
    for (const bytes of kept) this.type(bytes);
    if (!this.#full()) this.#socket.resume();
  }

  disconnect(): void {
    this.#stream = null;
  }

  /** Drops the kept input, which was for a shell that is gone. */
  forget(): void {
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #pauseIfFull(): void {
    if (!this.#full() || this.#socket.isPaused) return;
    this.#socket.pause();
    this.#paused();
  }

  #full(): boolean {
    return (this.#stream === null ? this.#keptBytes : this.#stream.writableLength) > mostWaitingBytes;
  }
}
