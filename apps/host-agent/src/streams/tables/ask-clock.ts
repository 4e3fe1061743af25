/** How long to wait after an answer that is news, and at most, in milliseconds. */
interface AskTimes {
  readonly first: number;
  readonly most: number;
}

/**
 * Says when to ask again for what is not announced: soon after an answer that changed, then ever less often. FRRouting
 * announces no sessions to other programs, and the kernel no counters of packet filters.
 */
export class AskClock {
  readonly #ask: () => void;
  readonly #times: AskTimes;
  #timer: NodeJS.Timeout | undefined;
  #waitMs: number;
  #last: string | null = null;

  constructor(times: AskTimes, ask: () => void) {
    this.#times = times;
    this.#ask = ask;
    this.#waitMs = times.first;
  }

  /** @param answer equal to the answer before if nothing changed */
  asked(answer: string): void {
    const { first, most } = this.#times;
    this.#waitMs = answer === this.#last ? Math.min(2 * this.#waitMs, most) : first;
    this.#last = answer;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, this.#waitMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#last = null;
  }
}
