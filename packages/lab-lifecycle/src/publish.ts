import type { LabMessage } from '@pineapple/contracts';
import { type Publisher, topics } from '@pineapple/event-bus';

/** Publishes a message on the topic of its lab. Messages arrive in the order of the calls, awaited or not. */
export type PublishLab = (message: LabMessage) => Promise<void>;

export function labPublisher(bus: Publisher): PublishLab {
  return (message) => bus.publish(topics.lab(message.labId), message);
}

/** Tells the API's instances to read the host again. */
export type PublishHost = (hostId: string) => Promise<void>;

export function hostPublisher(bus: Publisher): PublishHost {
  return (hostId) => bus.publish(topics.hosts, { type: 'host-changed', hostId });
}

/** Tells the API's instances to read an image of a user's own again. */
export type PublishImage = (ownerId: string, name: string) => Promise<void>;

export function imagePublisher(bus: Publisher): PublishImage {
  return (userId, name) => bus.publish(topics.user(userId), { type: 'image-changed', userId, name });
}

/** Tells the API's instances to read a snapshot again. */
export type PublishSnapshot = (ownerId: string, snapshotId: string) => Promise<void>;

export function snapshotPublisher(bus: Publisher): PublishSnapshot {
  return (userId, snapshotId) =>
    bus.publish(topics.user(userId), { type: 'snapshot-changed', userId, snapshotId });
}
