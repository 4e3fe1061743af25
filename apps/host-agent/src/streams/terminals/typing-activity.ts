/** The longest pause between two keys while someone is typing, in milliseconds. */
const pauseMs = 300;

/** Tracks in which of a host's terminals someone is typing. */
export class TypingActivity {
  readonly #clock: () => number;
  /** The terminal of the last key, and its time. */
  #last: { readonly terminal: object; at: number } | null = null;
  /** The time of the last key in any other terminal. */
  #otherAt = Number.NEGATIVE_INFINITY;

  /** @param clock in milliseconds */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  recordKey(terminal: object): void {
    const at = this.#clock();
    if (this.#last?.terminal === terminal) {
      this.#last.at = at;
      return;
    }
    this.#otherAt = this.#last?.at ?? this.#otherAt;
    this.#last = { terminal, at };
  }

  /** Whether someone is typing in a terminal other than this one. */
  isElsewhere(terminal: object): boolean {
    if (!this.#last) return false;
    const at = this.#last.terminal === terminal ? this.#otherAt : this.#last.at;
    return this.#clock() - at < pauseMs;
  }
}
