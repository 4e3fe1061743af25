import { streamsPreamble } from '../protocol/host-streams.ts';

const mark = Buffer.from(streamsPreamble);
/** With more output than this before the preamble, the command is not the agent's. */
const mostBefore = 64 * 1024;

/** Drops the shell's output before the agent's stream. */
export class PreambleReader {
  #seen: Buffer = Buffer.alloc(0);
  #dropped = 0;

  /** Returns the bytes after the preamble, or null before the preamble is complete. */
  read(bytes: Buffer): Buffer | null {
    this.#seen = Buffer.concat([this.#seen, bytes]);
    const at = this.#seen.indexOf(mark);
    if (at >= 0) return this.#seen.subarray(at + mark.length);
    const spare = Math.max(0, this.#seen.length - 1024);
    this.#dropped += spare;
    this.#seen = this.#seen.subarray(spare);
    return null;
  }

  get overrun(): boolean {
    return this.#dropped > mostBefore;
  }

  /** The end of the other output, for an error message. */
  get printed(): string {
    return this.#seen
      .toString('latin1')
      .replace(/[^\x20-\x7e]+/g, ' ')
      .trim()
      .slice(-300);
  }
}
