/** Each reader of a log has its own stream from the host, so one user may have only so many on one instance. */
export const logReadersPerUser = 100;

/** How many logs each user reads. */
export class LogReaders {
  readonly #counts = new Map<string, number>();

  hasRoom(userId: string): boolean {
    return (this.#counts.get(userId) ?? 0) < logReadersPerUser;
  }

  /** Counts one. Returns how to end it. */
  enter(userId: string): () => void {
    this.#counts.set(userId, (this.#counts.get(userId) ?? 0) + 1);
    return () => {
      const left = (this.#counts.get(userId) ?? 1) - 1;
      if (left === 0) this.#counts.delete(userId);
      else this.#counts.set(userId, left);
    };
  }
}
