/** Lets so many tasks in at once; the others wait in the order they came, behind those that end what was begun. */
export class Limiter {
  #free: number;
  readonly #beginning: (() => void)[] = [];
  readonly #ending: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#beginning.length + this.#ending.length;
  }

  async run<T>(task: () => Promise<T>, { endsWhatWasBegun = false } = {}): Promise<T> {
    const queue = endsWhatWasBegun ? this.#ending : this.#beginning;
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((enter) => queue.push(enter));
    try {
      return await task();
    } finally {
      const next = this.#ending.shift() ?? this.#beginning.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
