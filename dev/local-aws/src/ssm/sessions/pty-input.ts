import { writeSync } from 'node:fs';

const shortestWaitMs = 1;
const longestWaitMs = 20;

/**
 * Writes to a pseudo-terminal. Node's own stream blocks the whole process when the command does not read, and Node has no
 * event for a writable terminal, so a full one is retried after a moment.
 */
export class PtyInput {
  readonly #fd: number;
  readonly #isOpen: () => boolean;
  readonly #waiting: { bytes: Buffer; readonly done: () => void }[] = [];
  #retry: NodeJS.Timeout | null = null;
  #waitMs = shortestWaitMs;

  /** @param fd A non-blocking descriptor. */
  constructor(fd: number, isOpen: () => boolean) {
    this.#fd = fd;
    this.#isOpen = isOpen;
  }

  /** @param done Called later, when the terminal has accepted the bytes or is closed. */
  write(bytes: Buffer, done: () => void): void {
    this.#waiting.push({ bytes, done });
    if (this.#waiting.length === 1) this.#pump();
  }

  close(): void {
    if (this.#retry) clearTimeout(this.#retry);
    for (const { done } of this.#waiting.splice(0)) process.nextTick(done);
  }

  #pump(): void {
    this.#retry = null;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const written = this.#tryWrite(first.bytes);
      if (written > 0) this.#waitMs = shortestWaitMs;
      if (written < first.bytes.length) {
        first.bytes = first.bytes.subarray(written);
        if (written > 0) continue;
        this.#retry = setTimeout(() => this.#pump(), this.#waitMs);
        this.#waitMs = Math.min(longestWaitMs, this.#waitMs * 2);
        return;
      }
      this.#waiting.shift();
      process.nextTick(first.done);
    }
  }

  /** Number of accepted bytes; all of them when the terminal is closed. */
  #tryWrite(bytes: Buffer): number {
    if (!this.#isOpen()) return bytes.length;
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      return full ? 0 : bytes.length;
    }
  }
}
