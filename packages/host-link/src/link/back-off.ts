const firstMs = 200;
const mostMs = 10_000;

/** The pause before a retry. It doubles with each failure and is random, so that clients don't retry in step. */
export class BackOff {
  #failures = 0;

  /** Returns the pause in milliseconds. */
  failed(): number {
    const ceiling = Math.min(mostMs, firstMs * 2 ** this.#failures);
    this.#failures += 1;
    return ceiling * (0.5 + Math.random() / 2);
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
