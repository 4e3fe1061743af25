import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../system/write-atomically.ts';

/** So far ahead a bound is written down, in the unit of the sequence: five seconds. */
const reserve = 5_000_000;

/**
 * Numbers that only grow, through restarts and clocks set back: milliseconds × 1000 + a counter. A bound above
 * every number given out is on disk, written ahead so that giving one out waits for nothing.
 */
export class Sequence {
  #last: number;
  #bound: number;
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, last: number) {
    this.#path = path;
    this.#last = last;
    this.#bound = last;
  }

  static async open(path: string): Promise<Sequence> {
    const text = await readFile(path, 'utf8').catch(() => '0');
    const stored = Number(text);
    const sequence = new Sequence(path, Number.isSafeInteger(stored) ? stored : 0);
    sequence.#advance();
    await sequence.#writing;
    return sequence;
  }

  next(now = Date.now()): number {
    this.#last = Math.max(now * 1000, this.#last + 1);
    if (this.#last + reserve / 2 > this.#bound) this.#advance();
    return this.#last;
  }

  #advance(): void {
    this.#bound = Math.max(Date.now() * 1000, this.#last) + reserve;
    const bound = this.#bound;
    this.#writing = this.#writing
      .then(() => writeAtomically(this.#path, String(bound)))
      // Without the file the clock alone keeps the order; the next number tries again.
      .catch(() => undefined);
  }
}
