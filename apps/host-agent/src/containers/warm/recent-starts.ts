import type { ImageUse } from './pool-sizes.ts';

/** How long a start counts, in milliseconds. */
export const recentMs = 3600 * 1000;

/** Remembers which images were started in the last hour. */
export class RecentStarts {
  readonly #clock: () => number;
  /** How many starts of an image are remembered at most: more would not change the pool. */
  readonly #most: number;
  readonly #starts = new Map<string, number[]>();

  constructor(most: number, clock: () => number = Date.now) {
    this.#most = most;
    this.#clock = clock;
  }

  record(reference: string): void {
    const times = this.#starts.get(reference) ?? [];
    times.push(this.#clock());
    if (times.length > this.#most) times.shift();
    this.#starts.set(reference, times);
  }

  list(): ImageUse[] {
    this.#expire();
    return [...this.#starts].map(([reference, { length }]) => ({ reference, starts: length }));
  }

  /** Milliseconds until the next start no longer counts; null if there is none. */
  untilExpiry(): number | null {
    this.#expire();
    const oldest = Math.min(...[...this.#starts.values()].flatMap(([first]) => first ?? []));
    return Number.isFinite(oldest) ? Math.max(0, oldest + recentMs - this.#clock()) : null;
  }

  #expire(): void {
    const since = this.#clock() - recentMs;
    for (const [reference, times] of this.#starts) {
      const left = times.filter((time) => time > since);
      if (left.length === 0) this.#starts.delete(reference);
      else this.#starts.set(reference, left);
    }
  }
}
