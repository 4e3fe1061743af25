import type { Redis } from 'ioredis';
import { BusUnavailableError, warn } from './bus-error.ts';
import { ChannelListeners } from './channel-listeners.ts';
import type { EventBus, EventBusOptions } from './event-bus.ts';
import { startHeartbeat } from './heartbeat.ts';
import { connectToValkey, type ValkeyServer } from './valkey-connection.ts';
import { ValkeySubscriptions } from './valkey-subscriptions.ts';
import { within } from './within.ts';

/** How a bus over Valkey deals with a server that is slow or away. All in milliseconds. */
export interface ValkeyBusOptions extends EventBusOptions {
  /** How long `publish` and `subscribe` wait for the server before they fail. Default 5,000. */
  readonly timeoutMs?: number;
  /**
   * Asked before each connection, for servers whose passwords pass; the URL names the user. When it fails, it is
   * asked again. Null takes what is in the URL.
   */
  readonly password?: (() => Promise<string>) | null;
  /** How often the listening connection is probed; it is made anew when no answer comes in half that time. Default 10,000. */
  readonly heartbeatMs?: number;
}

function connectPublisher(server: ValkeyServer, timeoutMs: number): Redis {
  return connectToValkey(server, 'pineapple-publisher', {
    commandTimeout: timeoutMs,
    // The commandTimeout alone would leave a connection to a black hole open.
    socketTimeout: timeoutMs,
    // What waits for a server that is away is dropped after a few tries, and so can't pile up.
    maxRetriesPerRequest: 5,
  });
}

function connectSubscriber(server: ValkeyServer): Redis {
  return connectToValkey(
    server,
    'pineapple-subscriber',
    // Here nothing is queued or sent again by ioredis: that is up to ValkeySubscriptions.
    {
      enableOfflineQueue: false,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
    },
  );
}

/**
 * An event bus over the pub/sub of Valkey or Redis, at `redis://` or `rediss://`. It connects at the first use,
 * with one connection to publish and one to listen, and comes back by itself after each loss.
 */
export function createValkeyBus(url: string, options: ValkeyBusOptions = {}): EventBus {
  const { onError = warn, timeoutMs = 5_000, heartbeatMs = 10_000, password = null } = options;
  const server = { url, password, onError };
  const publisher = connectPublisher(server, timeoutMs);
  const subscriber = connectSubscriber(server);
  const listeners = new ChannelListeners(onError);
  const restored = new ChannelListeners(onError);
  const subscriptions = new ValkeySubscriptions(subscriber, {
    onRestored: () => restored.deliver('restored', ''),
    onRefused: onError,
  });
  const stopHeartbeat = startHeartbeat(subscriber, heartbeatMs, heartbeatMs / 2);
  let closed = false;
  subscriber.on('message', (channel, message) => listeners.deliver(channel, message));

  function mustBeOpen(what: string): void {
    if (closed) throw new BusUnavailableError(what, new Error('it is closed'));
  }

  async function end(channel: string, key: symbol): Promise<void> {
    if (listeners.remove(channel, key)) await subscriptions.forget(channel);
  }

  return {
    async publish(channel, message) {
      const what = `Publishing on ${channel}`;
      mustBeOpen(what);
      try {
        await publisher.publish(channel, message);
      } catch (error) {
        throw new BusUnavailableError(what, error);
      }
    },
    async subscribe(channel, listener) {
      const what = `Subscribing to ${channel}`;
      mustBeOpen(what);
      const key = listeners.add(channel, listener);
      try {
        await within(timeoutMs, subscriptions.want(channel));
      } catch (error) {
        await end(channel, key);
        throw new BusUnavailableError(what, error);
      }
      return () => end(channel, key);
    },
    get interrupted() {
      return subscriptions.interrupted;
    },
    onReconnect(listener) {
      const key = restored.add('restored', listener);
      return () => void restored.remove('restored', key);
    },
    async close() {
      closed = true;
      stopHeartbeat();
      listeners.clear();
      restored.clear();
      subscriber.disconnect();
      // QUIT is answered after all that was published before it.
      if (publisher.status === 'ready')
        await within(1_000, publisher.quit()).catch(() => publisher.disconnect());
      else publisher.disconnect();
    },
  };
}
