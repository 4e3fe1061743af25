const least = 200;
const most = 1000;
const granularity = 10;

/** How long to wait for an acknowledge, out of the round trips that were measured. As AWS's agent reckons it. */
export class RoundTrip {
  #mean = 100;
  #variation = 0;
  #timeout = least;

  /** Milliseconds, from 200 to 1000. */
  get timeout(): number {
    return this.#timeout;
  }

  /** Takes in one round trip. Not of a message that was sent twice: which of the two was answered is unknown. */
  measured(milliseconds: number): void {
    this.#variation += (Math.abs(this.#mean - milliseconds) - this.#variation) / 4;
    this.#mean += (milliseconds - this.#mean) / 8;
    const wanted = this.#mean + Math.max(granularity, 4 * this.#variation);
    this.#timeout = Math.min(most, Math.max(least, wanted));
  }
}
