/** A limit for one user on one instance, because each reader of a log has its own stream from the host. */
export const logReadersPerUser = 100;

/** Counts the logs that each user reads. */
export class LogReaders {
  readonly #counts = new Map<string, number>();

  hasRoom(userId: string): boolean {
    return (this.#counts.get(userId) ?? 0) < logReadersPerUser;
  }

  /** Counts a reader. Returns a function that ends the count. */
  enter(userId: string): () => void {
    this.#counts.set(userId, (this.#counts.get(userId) ?? 0) + 1);
    return () => {
      const left = (this.#counts.get(userId) ?? 1) - 1;
      if (left === 0) this.#counts.delete(userId);
      else this.#counts.set(userId, left);
    };
  }
}
