import type { ChannelMessage } from './message.ts';

/** Messages that are kept while an earlier one is missing or nobody takes them. */
export const heldMessages = 512;

export interface IncomingStreamOptions {
  /** Takes the next message. False: this one was taken, but no more until `unblock`. */
  readonly deliver: (message: ChannelMessage) => boolean;
  readonly acknowledge: (message: ChannelMessage) => void;
}

interface Held {
  readonly message: ChannelMessage;
  acknowledged: boolean;
}

/**
 * One direction of a channel, at its receiver: puts messages in order and drops what comes twice. While nobody takes
 * them, messages are not acknowledged, so the sender stops when its window is full.
 */
export class IncomingStream {
  readonly #options: IncomingStreamOptions;
  readonly #held = new Map<number, Held>();
  #expected = 0;
  #blocked = false;

  constructor(options: IncomingStreamOptions) {
    this.#options = options;
  }

  receive(message: ChannelMessage): void {
    const { sequence } = message;
    if (sequence < this.#expected) {
      // Its acknowledge was lost.
      this.#options.acknowledge(message);
    } else if (sequence === this.#expected && !this.#blocked) {
      this.#deliver(message, false);
      if (this.#held.size > 0) this.#deliverHeld();
    } else if (sequence < this.#expected + heldMessages) {
      this.#hold(message);
    }
  }

  unblock(): void {
    if (!this.#blocked) return;
    this.#blocked = false;
    this.#deliverHeld();
  }

  #hold(message: ChannelMessage): void {
    const known = this.#held.get(message.sequence);
    const acknowledged = !this.#blocked;
    if (known) known.acknowledged ||= acknowledged;
    else this.#held.set(message.sequence, { message: copyOf(message), acknowledged });
    if (acknowledged) this.#options.acknowledge(message);
  }

  #deliverHeld(): void {
    for (
      let next = this.#held.get(this.#expected);
      next && !this.#blocked;
      next = this.#held.get(this.#expected)
    ) {
      this.#held.delete(this.#expected);
      this.#deliver(next.message, next.acknowledged);
    }
  }

  #deliver(message: ChannelMessage, acknowledged: boolean): void {
    this.#expected += 1;
    this.#blocked = !this.#options.deliver(message);
    if (!acknowledged) this.#options.acknowledge(message);
  }
}

/** What is kept must not keep the large buffer alive that it arrived in. */
function copyOf(message: ChannelMessage): ChannelMessage {
  return { ...message, id: Buffer.from(message.id), payload: Buffer.from(message.payload) };
}
