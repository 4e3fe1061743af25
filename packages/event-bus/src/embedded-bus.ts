import { BusUnavailableError, warn } from './bus-error.ts';
import { ChannelListeners } from './channel-listeners.ts';
import type { EventBus, EventBusOptions } from './event-bus.ts';

/**
 * An event bus inside one process, for programs that run alone and for tests. It is never disconnected.
 * Messages are handed over after `publish` returned, as they are by a bus on the network.
 */
export function createEmbeddedBus({ onError = warn }: EventBusOptions = {}): EventBus {
  const listeners = new ChannelListeners(onError);
  let closed = false;

  function mustBeOpen(what: string): void {
    if (closed) throw new BusUnavailableError(what, new Error('it is closed'));
  }

  return {
    async publish(channel, message) {
      mustBeOpen(`Publishing on ${channel}`);
      queueMicrotask(() => listeners.deliver(channel, message));
    },
    async subscribe(channel, listener) {
      mustBeOpen(`Subscribing to ${channel}`);
      const key = listeners.add(channel, listener);
      return async () => {
        listeners.remove(channel, key);
      };
    },
    interrupted: false,
    onReconnect: () => () => undefined,
    async close() {
      closed = true;
      listeners.clear();
    },
  };
}
