/** Limits how many tasks run at once. Waiting tasks start in order, those that finish begun work first. */
export class Limiter {
  #free: number;
  readonly #waitingFirst: (() => void)[] = [];
  readonly #waitingLast: (() => void)[] = [];

  constructor(limit: number) {
    this.#free = limit;
  }

  /** How many tasks wait. */
  get waiting(): number {
    return this.#waitingFirst.length + this.#waitingLast.length;
  }

  async run<T>(task: () => Promise<T>, { finishesBegunWork = false } = {}): Promise<T> {
    const queue = finishesBegunWork ? this.#waitingFirst : this.#waitingLast;
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((enter) => queue.push(enter));
    try {
      return await task();
    } finally {
      const next = this.#waitingFirst.shift() ?? this.#waitingLast.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
