import { type HostMessage, hostsChannel, labChannel, type LabMessage } from '@pineapple/contracts';
import type { EventBus } from '@pineapple/event-bus';

/** Tells everyone who watches the message's lab. */
export type PublishLab = (message: LabMessage) => Promise<void>;

/** Publishes on the lab's channel. Messages published one after the other, awaited or not, arrive in that order. */
export function labPublisher(bus: Pick<EventBus, 'publish'>): PublishLab {
  return (message) => bus.publish(labChannel(message.labId), JSON.stringify(message));
}

/** Tells everyone who watches the hosts that what is known of one changed. */
export type PublishHost = (hostId: string) => Promise<void>;

/** Publishes on the hosts' channel. */
export function hostPublisher(bus: Pick<EventBus, 'publish'>): PublishHost {
  return (hostId) => {
    const message: HostMessage = { type: 'host-changed', hostId };
    return bus.publish(hostsChannel, JSON.stringify(message));
  };
}
