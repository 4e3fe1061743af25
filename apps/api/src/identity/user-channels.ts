import type { UserMessage } from '@pineapple/contracts';
import { type EventBus, topics } from '@pineapple/event-bus';
import type { Logger } from 'pino';

type UserListener = (message: UserMessage) => void;

interface Channel {
  readonly listeners: Set<UserListener>;
  readonly subscribed: Promise<() => Promise<void>>;
}

/** Shares one bus subscription per user in this process. */
export class UserChannels {
  readonly #bus: EventBus;
  readonly #logger: Logger;
  readonly #channels = new Map<string, Channel>();

  constructor(bus: EventBus, logger: Logger) {
    this.#bus = bus;
    this.#logger = logger;
    bus.onReconnect(() => this.#missed());
  }

  /** Whether messages may be lost now. */
  get interrupted(): boolean {
    return this.#bus.interrupted;
  }

  /** Calls back on each message once the promise has resolved. Returns a function that stops it. */
  async listen(userId: string, listener: UserListener): Promise<() => void> {
    const channel = this.#channels.get(userId) ?? this.#open(userId);
    channel.listeners.add(listener);
    try {
      await channel.subscribed;
    } catch (error) {
      this.#leave(userId, channel, listener);
      throw error;
    }
    return () => this.#leave(userId, channel, listener);
  }

  #open(userId: string): Channel {
    const listeners = new Set<UserListener>();
    const subscribed = this.#bus.subscribe(topics.user(userId), (message) => {
      for (const listener of [...listeners]) listener(message);
    });
    const channel = { listeners, subscribed };
    this.#channels.set(userId, channel);
    return channel;
  }

  /** Labs may have been created or deleted while messages were lost. */
  #missed(): void {
    for (const [userId, { listeners }] of [...this.#channels])
      for (const listener of [...listeners]) listener({ type: 'labs-changed', userId });
  }

  #leave(userId: string, channel: Channel, listener: UserListener): void {
    if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
    if (this.#channels.get(userId) === channel) this.#channels.delete(userId);
    channel.subscribed
      .then((stop) => stop())
      .catch((error: unknown) =>
        this.#logger.warn({ err: error, userId }, 'could not unsubscribe from a user'),
      );
  }
}
