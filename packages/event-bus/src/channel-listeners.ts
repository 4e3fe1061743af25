import { toError } from './bus-error.ts';

type TextListener = (text: string) => void;

/** The listeners of each channel, in the order in which they were added. A function may be added more than once. */
export class ChannelListeners {
  readonly #channels = new Map<string, Map<symbol, TextListener>>();
  readonly #onError: (error: Error) => void;

  constructor(onError: (error: Error) => void) {
    this.#onError = onError;
  }

  /** Returns the key that removes the listener. */
  add(channel: string, listener: TextListener): symbol {
    const key = Symbol(channel);
    const listeners = this.#channels.get(channel) ?? new Map<symbol, TextListener>();
    this.#channels.set(channel, listeners.set(key, listener));
    return key;
  }

  /** Returns whether that was the channel's last listener. */
  remove(channel: string, key: symbol): boolean {
    const listeners = this.#channels.get(channel);
    if (!listeners?.delete(key) || listeners.size > 0) return false;
    return this.#channels.delete(channel);
  }

  clear(): void {
    this.#channels.clear();
  }

  deliver(channel: string, text: string): void {
    // Iterates over a copy, because a listener may subscribe and unsubscribe.
    for (const [key, listener] of [...(this.#channels.get(channel) ?? [])]) {
      if (!this.#channels.get(channel)?.has(key)) continue;
      try {
        listener(text);
      } catch (thrown) {
        this.#onError(toError(thrown));
      }
    }
  }
}
