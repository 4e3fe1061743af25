import type { Topic } from '@pineapple/event-bus';

/** Carries the bytes that the floor broadcasts. */
export const floorTopic: Topic<string> = { channel: 'bench:raw', schema: { parse: String } };
