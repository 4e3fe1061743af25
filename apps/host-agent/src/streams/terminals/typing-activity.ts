/** Who types pauses no longer than this between two keys, in milliseconds. */
const pauseMs = 300;

/** Knows of which terminals of a host somebody types in. */
export class TypingElsewhere {
  readonly #clock: () => number;
  /** The terminal that was typed in last, and when another one was. */
  #last: { readonly terminal: object; at: number } | null = null;
  #otherAt = Number.NEGATIVE_INFINITY;

  /** @param clock milliseconds */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  typed(terminal: object): void {
    const at = this.#clock();
    if (this.#last?.terminal === terminal) {
      this.#last.at = at;
      return;
    }
    this.#otherAt = this.#last?.at ?? this.#otherAt;
    this.#last = { terminal, at };
  }

  /** Whether somebody types in another terminal than this one. */
  than(terminal: object): boolean {
    if (!this.#last) return false;
    const at = this.#last.terminal === terminal ? this.#otherAt : this.#last.at;
    return this.#clock() - at < pauseMs;
  }
}
