/** How many subscriptions each user has open in this process, on all sockets together. */
export class SubscriptionCounts {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Returns what ends the subscription, or null if the user has no room for it. */
  enter(userId: string): (() => void) | null {
    const open = this.#open.get(userId) ?? 0;
    if (open >= this.#most) return null;
    this.#open.set(userId, open + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left === 0) this.#open.delete(userId);
      else this.#open.set(userId, left);
    };
  }
}
