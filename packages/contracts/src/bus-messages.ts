import { type DeepReadonly, observationSchema } from '@pineapple/core';
import { z } from 'zod';

/** Everything published about one lab. */
export const labMessage = z.discriminatedUnion('type', [
  /** The desired lab changed: read it again. */
  z.object({ type: z.literal('desired'), labId: z.string(), revision: z.int() }),
  /** A host reported and the report was stored; carries the stored row with its version. */
  z.object({ type: z.literal('observed'), labId: z.string(), observation: observationSchema }),
  /**
   * A container or network is gone from the host and from the store. Carries the last report about it: whoever knows
   * of a later one of that host knows that it was brought back meanwhile.
   */
  z.object({
    type: z.literal('gone'),
    labId: z.string(),
    subjectId: z.string(),
    last: z.object({ hostId: z.string(), sequence: z.int() }),
  }),
  /** Where the parts of the lab are changed, which is no revision of it: read it again. */
  z.object({ type: z.literal('placed'), labId: z.string() }),
  /** The lab is deleted. Sent when the owner deletes it. */
  z.object({ type: z.literal('deleted'), labId: z.string() }),
  /** The record of an apply changed. */
  z.object({ type: z.literal('apply'), labId: z.string(), applyId: z.string() }),
]);

/** Everything published about one user. */
export const userMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('labs-changed'), userId: z.string() }),
  z.object({ type: z.literal('session-revoked'), userId: z.string(), sessionId: z.string() }),
  /** Some or all of their credentials have ended: ask again about each. */
  z.object({ type: z.literal('credentials-changed'), userId: z.string() }),
]);

/** Everything published about the hosts: little enough for one channel, which only operators hear. */
export const hostMessage = z.discriminatedUnion('type', [
  /** What is known of the host changed: read it again. */
  z.object({ type: z.literal('host-changed'), hostId: z.string() }),
]);

export type LabMessage = DeepReadonly<z.infer<typeof labMessage>>;
export type UserMessage = z.infer<typeof userMessage>;
export type HostMessage = z.infer<typeof hostMessage>;
