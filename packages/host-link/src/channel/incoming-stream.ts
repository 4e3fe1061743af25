import type { ChannelMessage } from './message.ts';

/** How many messages are kept while an earlier one is missing or the consumer is blocked. */
const heldMessages = 512;

interface IncomingStreamOptions {
  /** Takes the next message. Returns false to get no further message until `unblock`. */
  readonly deliver: (message: ChannelMessage) => boolean;
  readonly acknowledge: (message: ChannelMessage) => void;
}

interface Held {
  readonly message: ChannelMessage;
  acknowledged: boolean;
}

/**
 * The receiving side of one direction of a channel. It orders messages and drops duplicates. While the consumer is
 * blocked it acknowledges nothing, so that the sender stops when its window is full.
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
      // A duplicate: the sender missed the acknowledge.
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

/** A copy, because a view would keep the large buffer of the connection in memory. */
function copyOf(message: ChannelMessage): ChannelMessage {
  return { ...message, id: Buffer.from(message.id), payload: Buffer.from(message.payload) };
}
