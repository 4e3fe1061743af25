import type { Writable } from 'node:stream';
import { encodeControlFrame, encodeDataFrame, type ViewerControl } from '@pineapple/host-link/protocol';
import type { WebSocket } from 'ws';

/** Beyond this many bytes on their way to the host, the client is not read. */
const mostWaitingBytes = 128 * 1024;

/**
 * What a client types, on its way to the host. While there is no way it is kept, and a client that goes on is not
 * read, so that nothing is lost and nothing piles up.
 */
export class TerminalInbox {
  readonly #socket: WebSocket;
  readonly #paused: () => void;
  #stream: Writable | null = null;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;

  /** @param paused told whenever the client is not read for a while */
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

  /** There is a way from now on. */
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

  /** Drops what was meant for a shell that is gone. */
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
