import { toError } from './bus-error.ts';
import type { Listener } from './event-bus.ts';

/** The listeners of each channel, in the order in which they came. One function may be added more than once. */
export class ChannelListeners {
  readonly #channels = new Map<string, Map<symbol, Listener>>();
  readonly #onError: (error: Error) => void;

  constructor(onError: (error: Error) => void) {
    this.#onError = onError;
  }

  /** Returns the key with which the listener is removed. */
  add(channel: string, listener: Listener): symbol {
    const key = Symbol(channel);
    const listeners = this.#channels.get(channel) ?? new Map<symbol, Listener>();
    this.#channels.set(channel, listeners.set(key, listener));
    return key;
  }

  /** Whether the channel lost its last listener by this. */
  remove(channel: string, key: symbol): boolean {
    const listeners = this.#channels.get(channel);
    if (!listeners?.delete(key) || listeners.size > 0) return false;
    return this.#channels.delete(channel);
  }

  has(channel: string): boolean {
    return this.#channels.has(channel);
  }

  channels(): string[] {
    return [...this.#channels.keys()];
  }

  clear(): void {
    this.#channels.clear();
  }

  deliver(channel: string, message: string): void {
    // Of a copy, so that a listener may subscribe and unsubscribe meanwhile.
    for (const [key, listener] of [...(this.#channels.get(channel) ?? [])]) {
      if (!this.#channels.get(channel)?.has(key)) continue;
      try {
        listener(message);
      } catch (thrown) {
        this.#onError(toError(thrown));
      }
    }
  }
}
