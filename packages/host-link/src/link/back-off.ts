const firstMs = 200;
const mostMs = 10_000;

/** How long to wait before the next try: twice as long each time, and never the same for two who failed together. */
export class BackOff {
  #failures = 0;

  /** Milliseconds until the next try. */
  failed(): number {
    const ceiling = Math.min(mostMs, firstMs * 2 ** this.#failures);
    this.#failures += 1;
    return ceiling * (0.5 + Math.random() / 2);
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
