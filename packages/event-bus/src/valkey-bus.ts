import type { Redis } from 'ioredis';
import { BusUnavailableError } from './bus-error.ts';
import { ChannelListeners } from './channel-listeners.ts';
import type { EventBus, EventBusOptions } from './event-bus.ts';
import { startHeartbeat } from './heartbeat.ts';
import { decodeMessage, encodeMessage } from './topics.ts';
import { connectToValkey, type ValkeyServer } from './valkey-connection.ts';
import { ValkeySubscriptions } from './valkey-subscriptions.ts';
import { withTimeout } from './with-timeout.ts';

/** How a bus deals with a slow or unreachable server. Times are in milliseconds. */
export interface ValkeyBusOptions extends EventBusOptions {
  /** How long `publish` and `subscribe` wait for the server before they fail. Default 5,000. */
  readonly timeoutMs?: number;
  /**
   * Called before each connection, for servers whose passwords expire; the URL names the user. Called again when it
   * fails. Null uses the password in the URL.
   */
  readonly password?: (() => Promise<string>) | null;
  /** How often the subscriber's connection is probed. Without an answer in half that time it reconnects. Default 10,000. */
  readonly heartbeatMs?: number;
}

function connectPublisher(server: ValkeyServer, timeoutMs: number): Redis {
  return connectToValkey(server, 'pineapple-publisher', {
    commandTimeout: timeoutMs,
    // commandTimeout alone would keep a connection open on a network that drops everything.
    socketTimeout: timeoutMs,
    // Messages for an unreachable server are dropped after a few attempts, so that they can't accumulate.
    maxRetriesPerRequest: 5,
  });
}

function connectSubscriber(server: ValkeyServer): Redis {
  return connectToValkey(
    server,
    'pineapple-subscriber',
    // ValkeySubscriptions resubscribes, so ioredis must not.
    {
      enableOfflineQueue: false,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
    },
  );
}

/**
 * An event bus over the pub/sub of Valkey or Redis, at `redis://` or `rediss://`. It connects at the first use, with
 * one connection to publish and one to subscribe, and reconnects by itself.
 */
export function createValkeyBus(url: string, options: ValkeyBusOptions = {}): EventBus {
  const {
    onError = (error) => process.emitWarning(error),
    timeoutMs = 5_000,
    heartbeatMs = 10_000,
    password = null,
  } = options;
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

  function mustBeOpen(action: string): void {
    if (closed) throw new BusUnavailableError(action, new Error('it is closed'));
  }

  async function unsubscribe(channel: string, key: symbol): Promise<void> {
    if (listeners.remove(channel, key)) await subscriptions.drop(channel);
  }

  return {
    async publish({ channel }, message) {
      const action = `Publishing on ${channel}`;
      mustBeOpen(action);
      try {
        await publisher.publish(channel, encodeMessage(message));
      } catch (error) {
        throw new BusUnavailableError(action, error);
      }
    },
    async subscribe(topic, listener) {
      const { channel } = topic;
      const action = `Subscribing to ${channel}`;
      mustBeOpen(action);
      const key = listeners.add(channel, (text) => listener(decodeMessage(topic, text)));
      try {
        await withTimeout(timeoutMs, subscriptions.add(channel));
      } catch (error) {
        await unsubscribe(channel, key);
        throw new BusUnavailableError(action, error);
      }
      return () => unsubscribe(channel, key);
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
      // The server answers QUIT after everything published before it.
      if (publisher.status === 'ready')
        await withTimeout(1_000, publisher.quit()).catch(() => publisher.disconnect());
      else publisher.disconnect();
    },
  };
}
