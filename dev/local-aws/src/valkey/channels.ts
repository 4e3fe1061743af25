import { array, bulk } from './replies.ts';

/** A subscriber of a channel. */
export interface Subscriber {
  deliver(bytes: Buffer): void;
}

/** Subscribers by channel. Channel names are bytes, stored as latin1 text, which maps one to one. */
export class Channels {
  readonly #subscribers = new Map<string, Set<Subscriber>>();

  subscribe(channel: Buffer, subscriber: Subscriber): void {
    const key = channel.toString('latin1');
    const existing = this.#subscribers.get(key);
    if (existing) existing.add(subscriber);
    else this.#subscribers.set(key, new Set([subscriber]));
  }

  unsubscribe(channel: Buffer, subscriber: Subscriber): void {
    const key = channel.toString('latin1');
    const subscribers = this.#subscribers.get(key);
    subscribers?.delete(subscriber);
    if (subscribers?.size === 0) this.#subscribers.delete(key);
  }

  /** @returns The number of receivers. */
  publish(channel: Buffer, message: Buffer): number {
    const subscribers = this.#subscribers.get(channel.toString('latin1'));
    if (!subscribers) return 0;
    const bytes = array([bulk('message'), bulk(channel), bulk(message)]);
    for (const subscriber of subscribers) subscriber.deliver(bytes);
    return subscribers.size;
  }

  count(channel: Buffer): number {
    return this.#subscribers.get(channel.toString('latin1'))?.size ?? 0;
  }

  names(): string[] {
    return [...this.#subscribers.keys()];
  }
}
