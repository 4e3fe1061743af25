import type { Topic } from './topics.ts';

export interface Publisher {
  /**
   * Sends a message to all present subscribers, without waiting until they have it.
   * @throws BusUnavailableError when the bus can't be reached; the message is lost then
   */
  publish<Message>(topic: Topic<Message>, message: NoInfer<Message>): Promise<void>;
}

/**
 * Publish and subscribe between processes. Messages of one publisher on one topic arrive in order, at most once.
 * The bus keeps no messages, so a subscriber reads the store after it has subscribed and again after each reconnect.
 */
export interface EventBus extends Publisher {
  /**
   * Resolves as soon as every message published from then on reaches the listener, to a function that unsubscribes.
   * An invalid message is reported and ignored. An error that a listener throws is reported and affects no other listener.
   * @throws BusUnavailableError when the bus can't be reached in time; nothing is subscribed then
   */
  subscribe<Message>(
    topic: Topic<Message>,
    listener: (message: Message) => void,
  ): Promise<() => Promise<void>>;
  /**
   * Whether messages may be missed now: true from a lost or failed connection until every subscription is in place
   * again.
   */
  readonly interrupted: boolean;
  /** Calls back at the end of each interruption. Returns a function that removes the listener. */
  onReconnect(listener: () => void): () => void;
  /** Ends all subscriptions and connections. Call it once; the bus can't be used afterwards. */
  close(): Promise<void>;
}

export interface EventBusOptions {
  /**
   * Called when a message is invalid, when a listener throws and when the connection fails, which is retried. Default:
   * a process warning.
   */
  readonly onError?: (error: Error) => void;
}
