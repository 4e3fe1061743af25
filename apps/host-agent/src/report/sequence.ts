import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../system/write-atomically.ts';

/** How far ahead the bound on disk is, in the unit of the sequence: five seconds. */
const reserve = 5_000_000;

/**
 * Numbers that only grow, also across restarts and clock changes: milliseconds since 1970 × 1000, plus a counter. An
 * upper bound is saved ahead of time, so that taking a number never waits for the disk.
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
      // Without the file, only the clock keeps the order. The next number tries again.
      .catch(() => undefined);
  }
}
