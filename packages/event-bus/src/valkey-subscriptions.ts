import type { Redis } from 'ioredis';
import { toError } from './bus-error.ts';

const pauseAfterRefusalMs = 1_000;

interface SubscriptionEvents {
  /** An interruption ended: every subscription is in place. */
  onRestored(): void;
  /** The server answers, but refused a channel that it had confirmed before. It is asked again. */
  onRefused(error: Error): void;
}

/**
 * Keeps a connection subscribed to its channels across reconnects.
 *
 * ioredis can resubscribe by itself, but does not say when it is done. Here `onRestored` follows the confirmation of
 * every channel, so a reader of the store misses nothing from then on.
 */
export class ValkeySubscriptions {
  readonly #connection: Redis;
  readonly #events: SubscriptionEvents;
  /** Each channel with a promise of the server's confirmation, which is replaced when the connection is lost. */
  readonly #channels = new Map<string, PromiseWithResolvers<void>>();
  #interrupted = false;

  constructor(connection: Redis, events: SubscriptionEvents) {
    this.#connection = connection;
    this.#events = events;
    connection.on('ready', () => void this.#restore());
    connection.on('close', () => {
      this.#interrupted = true;
      this.#renewConfirmations();
    });
  }

  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Resolves when the server confirms, rejects when it refuses, and stays pending while it is unreachable. */
  add(channel: string): Promise<void> {
    const known = this.#channels.get(channel);
    if (known) return known.promise;
    const confirmation = this.#renew(channel);
    if (this.#connection.status === 'ready') void this.#request([channel]);
    // The first use opens the connection. A failure is reported as an error event and retried.
    if (this.#connection.status === 'wait') void this.#connection.connect().catch(() => undefined);
    return confirmation.promise;
  }

  async drop(channel: string): Promise<void> {
    if (!this.#channels.delete(channel) || this.#connection.status !== 'ready') return;
    // The server handles a later SUBSCRIBE on this connection after this. A lost connection loses the subscription.
    await this.#connection.unsubscribe(channel).catch(() => undefined);
  }

  #renew(channel: string): PromiseWithResolvers<void> {
    const confirmation = Promise.withResolvers<void>();
    confirmation.promise.catch(() => undefined);
    this.#channels.set(channel, confirmation);
    return confirmation;
  }

  #renewConfirmations(): void {
    for (const [channel, confirmation] of this.#channels) {
      // The next connection also answers those that wait for the old promise.
      const next = this.#renew(channel);
      next.promise.then(confirmation.resolve, confirmation.reject);
    }
  }

  /** Subscribes over the present connection. When that is lost, the next one subscribes again. */
  async #request(channels: readonly string[]): Promise<'confirmed' | 'lost' | Error> {
    const requests = channels.map((channel) => [channel, this.#channels.get(channel)] as const);
    // A channel that was dropped and added again meanwhile has its own request.
    const current = () => requests.filter(([channel, request]) => this.#channels.get(channel) === request);
    try {
      if (channels.length > 0) await this.#connection.subscribe(...channels);
    } catch (thrown) {
      if (this.#connection.status !== 'ready') return 'lost';
      const refusal = toError(thrown);
      for (const [, request] of current()) request?.reject(refusal);
      return refusal;
    }
    for (const [, request] of current()) request?.resolve();
    return 'confirmed';
  }

  async #restore(): Promise<void> {
    const outcome = await this.#request([...this.#channels.keys()]);
    if (outcome === 'confirmed' && this.#interrupted) {
      this.#interrupted = false;
      this.#events.onRestored();
    }
    if (!(outcome instanceof Error)) return;
    this.#events.onRefused(outcome);
    setTimeout(() => this.#connection.disconnect(true), pauseAfterRefusalMs).unref();
  }
}
