import type { Redis } from 'ioredis';
import { toError } from './bus-error.ts';

const pauseAfterRefusalMs = 1_000;

export interface SubscriptionEvents {
  /** An interruption ended: every subscription is in place. */
  onRestored(): void;
  /** The server is there but refused what it had confirmed before. It is asked again. */
  onRefused(error: Error): void;
}

/**
 * Keeps a connection subscribed to the channels that are wanted, over any number of losses.
 *
 * ioredis can subscribe again by itself, but does not say when that is done. Here `onRestored` is called when
 * the server has confirmed every channel again: whoever reads the store then misses nothing.
 */
export class ValkeySubscriptions {
  readonly #connection: Redis;
  readonly #events: SubscriptionEvents;
  /** Wanted channels; the promise is settled once the server confirmed, and renewed when the connection is lost. */
  readonly #wanted = new Map<string, PromiseWithResolvers<void>>();
  #interrupted = false;

  constructor(connection: Redis, events: SubscriptionEvents) {
    this.#connection = connection;
    this.#events = events;
    connection.on('ready', () => void this.#restore());
    connection.on('close', () => {
      this.#interrupted = true;
      this.#forgetConfirmations();
    });
  }

  /** From when the connection was lost, or could not be made, until every subscription is in place. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Resolves when the server has confirmed; rejects when it refused. While it is away, it stays pending. */
  want(channel: string): Promise<void> {
    const known = this.#wanted.get(channel);
    if (known) return known.promise;
    const confirmation = this.#renew(channel);
    if (this.#connection.status === 'ready') void this.#request([channel]);
    // The first use opens the connection. A failure is reported as its error event, and tried again.
    if (this.#connection.status === 'wait') void this.#connection.connect().catch(() => undefined);
    return confirmation.promise;
  }

  async forget(channel: string): Promise<void> {
    if (!this.#wanted.delete(channel) || this.#connection.status !== 'ready') return;
    // One connection keeps the order: a SUBSCRIBE sent after this is served after it. And where the connection
    // is lost meanwhile, so is the subscription.
    await this.#connection.unsubscribe(channel).catch(() => undefined);
  }

  #renew(channel: string): PromiseWithResolvers<void> {
    const confirmation = Promise.withResolvers<void>();
    confirmation.promise.catch(() => undefined);
    this.#wanted.set(channel, confirmation);
    return confirmation;
  }

  #forgetConfirmations(): void {
    for (const [channel, confirmation] of this.#wanted) {
      // Whoever waits on the old promise is served by the next connection too.
      const next = this.#renew(channel);
      next.promise.then(confirmation.resolve, confirmation.reject);
    }
  }

  /** Asks over the present connection. When that is lost meanwhile, the next one asks again: nothing is said here. */
  async #request(channels: readonly string[]): Promise<'confirmed' | 'lost' | Error> {
    const asked = channels.map((channel) => [channel, this.#wanted.get(channel)] as const);
    // Whoever left a channel and entered it again since has asked, and is answered, on its own.
    const current = () => asked.filter(([channel, asking]) => this.#wanted.get(channel) === asking);
    try {
      if (channels.length > 0) await this.#connection.subscribe(...channels);
    } catch (thrown) {
      if (this.#connection.status !== 'ready') return 'lost';
      const refusal = toError(thrown);
      for (const [, asking] of current()) asking?.reject(refusal);
      return refusal;
    }
    for (const [, asking] of current()) asking?.resolve();
    return 'confirmed';
  }

  async #restore(): Promise<void> {
    const outcome = await this.#request([...this.#wanted.keys()]);
    if (outcome === 'confirmed' && this.#interrupted) {
      this.#interrupted = false;
      this.#events.onRestored();
    }
    if (!(outcome instanceof Error)) return;
    this.#events.onRefused(outcome);
    setTimeout(() => this.#connection.disconnect(true), pauseAfterRefusalMs).unref();
  }
}
