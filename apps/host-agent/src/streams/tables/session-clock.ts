/** After a change, and at most. */
const askMs = { first: 2_000, most: 30_000 };

/**
 * Says when to ask for routing sessions again: soon after they changed, then ever less often. FRRouting announces nothing to
 * other programs, and a session that comes up or fails need not change a route.
 */
export class SessionClock {
  readonly #ask: () => void;
  #timer: NodeJS.Timeout | undefined;
  #waitMs = askMs.first;
  #last: string | null = null;

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** @param answer equal to the answer before if nothing changed */
  asked(answer: string): void {
    this.#waitMs = answer === this.#last ? Math.min(2 * this.#waitMs, askMs.most) : askMs.first;
    this.#last = answer;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, this.#waitMs).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#last = null;
  }
}
