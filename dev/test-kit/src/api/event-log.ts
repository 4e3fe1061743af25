/** What a subscription told so far. Waits for conditions, never for time. */
export class EventLog<T> {
  readonly events: T[] = [];
  error: unknown = null;
  ended = false;
  #read = 0;
  #wake = Promise.withResolvers<void>();

  push(event: T): void {
    this.events.push(event);
    this.#stir();
  }

  end(error: unknown = null): void {
    this.ended = true;
    this.error = error;
    this.#stir();
  }

  /** The next event that was not yet read. */
  async next(): Promise<T> {
    await this.#until(() => this.events.length > this.#read || this.ended);
    const event = this.events[this.#read];
    if (event === undefined) throw new Error(`The subscription ended: ${JSON.stringify(this.error)}`);
    this.#read += 1;
    return event;
  }

  /** Reads on to the first event that fits. */
  async find(fits: (event: T) => boolean): Promise<T> {
    for (;;) {
      const event = await this.next();
      if (fits(event)) return event;
    }
  }

  async done(): Promise<void> {
    await this.#until(() => this.ended);
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#wake.promise;
  }

  #stir(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }
}
