const leastMs = 200;
const mostMs = 1000;
const granularityMs = 10;

/** How long to wait for an acknowledge, computed from measured round trips as AWS's agent does it (RFC 6298). */
export class RetransmissionTimeout {
  #mean = 100;
  #variation = 0;
  #milliseconds = leastMs;

  /** From 200 to 1000. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Not for a message that was sent twice, because it is unknown which of the two was acknowledged. */
  addRoundTrip(milliseconds: number): void {
    this.#variation += (Math.abs(this.#mean - milliseconds) - this.#variation) / 4;
    this.#mean += (milliseconds - this.#mean) / 8;
    const wanted = this.#mean + Math.max(granularityMs, 4 * this.#variation);
    this.#milliseconds = Math.min(mostMs, Math.max(leastMs, wanted));
  }
}
