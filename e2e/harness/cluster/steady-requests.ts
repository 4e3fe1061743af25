/** Sends requests without a pause, several at once, until it is stopped. */
export class SteadyRequests {
  readonly #loops: Promise<void>[];
  #stopped = false;
  /** The number of requests that succeeded. */
  answered = 0;
  readonly failures: string[] = [];

  constructor(atOnce: number, request: (turn: number) => Promise<unknown>) {
    this.#loops = Array.from({ length: atOnce }, async (_, index) => {
      for (let turn = index; !this.#stopped; turn += atOnce) {
        try {
          await request(turn);
          this.answered += 1;
        } catch (error) {
          const { message, cause } = error as Error;
          this.failures.push(cause === undefined ? message : `${message}: ${String(cause)}`);
        }
      }
    });
  }

  /** Resolves once the last request has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
  }
}
