import { streamsPreamble } from '../protocol/host-streams.ts';

const mark = Buffer.from(streamsPreamble);
/** A shell that says more than this before it runs the command is none that was meant. */
const mostBefore = 64 * 1024;

/** Drops what a shell prints before the agent's stream begins. */
export class PreambleReader {
  #seen: Buffer = Buffer.alloc(0);
  #dropped = 0;

  /** What follows the preamble; null as long as it has not come. */
  read(bytes: Buffer): Buffer | null {
    this.#seen = Buffer.concat([this.#seen, bytes]);
    const at = this.#seen.indexOf(mark);
    if (at >= 0) return this.#seen.subarray(at + mark.length);
    const spare = Math.max(0, this.#seen.length - 1024);
    this.#dropped += spare;
    this.#seen = this.#seen.subarray(spare);
    return null;
  }

  get hopeless(): boolean {
    return this.#dropped > mostBefore;
  }

  /** The last of what was printed instead, for a message to people. */
  get printed(): string {
    return this.#seen
      .toString('latin1')
      .replace(/[^\x20-\x7e]+/g, ' ')
      .trim()
      .slice(-300);
  }
}
