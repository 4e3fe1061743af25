/** Takes one message, as it was published. What it throws is reported and stops nobody else's. */
export type Listener = (message: string) => void;

/**
 * Publish and subscribe between processes. Messages of one publisher on one channel arrive in their order, at
 * most once. Nothing is kept: whoever is not subscribed, or not connected, misses a message, and so has to read
 * the store once after subscribing and again after each reconnect.
 */
export interface EventBus {
  /**
   * Hands a message to everyone who is subscribed now, without waiting until they have it.
   * @throws BusUnavailableError when the bus can't be reached; the message is lost then
   */
  publish(channel: string, message: string): Promise<void>;
  /**
   * Resolves once every message published from then on reaches the listener, to the function that ends it.
   * @throws BusUnavailableError when the bus can't be reached in time; nothing is subscribed then
   */
  subscribe(channel: string, listener: Listener): Promise<() => Promise<void>>;
  /**
   * Whether messages may be missed now: from when the connection was lost, or could not be made, until it is there and
   * every subscription is in place.
   */
  readonly interrupted: boolean;
  /** Calls back each time an interruption ended. Returns the function that ends it. */
  onReconnect(listener: () => void): () => void;
  /** Ends all subscriptions and connections. To be called once; nothing may be asked of the bus after. */
  close(): Promise<void>;
}

/** What a bus tells its program about, apart from messages. */
export interface EventBusOptions {
  /** A listener threw, or the connection failed (it is tried again by itself). Default: a process warning. */
  readonly onError?: (error: Error) => void;
}
