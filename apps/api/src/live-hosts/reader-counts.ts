/** Limits for one user on one instance, because each reader has its own stream from the host. */
export const logReadersPerUser = 100;
export const buildReadersPerUser = 20;
export const tableReadersPerUser = 50;
/** Uploads and downloads of files, each of which is in memory as a whole. */
export const fileTransfersPerUser = 4;
/** Checks and explanations of reachability, each of which asks every host of a lab. */
export const reachChecksPerUser = 3;
/** Labs whose contents are measured, for which hosts look at every file. */
export const contentChecksPerUser = 2;

/** Counts what each user does at the same time, such as reading a log. */
export class ReaderCounts {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();

  /** @param limit the most of one user */
  constructor(limit: number) {
    this.#limit = limit;
  }

  hasRoom(userId: string): boolean {
    return (this.#counts.get(userId) ?? 0) < this.#limit;
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
