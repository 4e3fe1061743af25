import { Conditions } from './conditions.ts';

/** Keeps the events of a subscription, for tests that wait for events instead of for a time. */
export class EventLog<T> {
  readonly events: T[] = [];
  error: unknown = null;
  ended = false;
  #read = 0;
  readonly #conditions = new Conditions();

  push(event: T): void {
    this.events.push(event);
    this.#conditions.check();
  }

  end(error: unknown = null): void {
    this.ended = true;
    this.error = error;
    this.#conditions.check();
  }

  /** The next event that was not read yet. */
  async next(): Promise<T> {
    await this.#conditions.until(() => this.events.length > this.#read || this.ended);
    const event = this.events[this.#read];
    if (event === undefined) throw new Error(`The subscription ended: ${JSON.stringify(this.error)}`);
    this.#read += 1;
    return event;
  }

  /** Reads events up to the first one that fits. */
  async find(fits: (event: T) => boolean): Promise<T> {
    for (;;) {
      const event = await this.next();
      if (fits(event)) return event;
    }
  }

  done(): Promise<void> {
    return this.#conditions.until(() => this.ended);
  }
}
