import { type DeepReadonly, observationSchema } from '@pineapple/core';
import { z } from 'zod';

/** Everything that is published about one lab. */
export const labMessage = z.discriminatedUnion('type', [
  /** The desired lab changed: read it again. */
  z.object({ type: z.literal('desired'), labId: z.string(), revision: z.int() }),
  /** A report of a host was stored. Contains the stored row with its version. */
  z.object({ type: z.literal('observed'), labId: z.string(), observation: observationSchema }),
  /**
   * A container or network is gone from its host and from the store. Contains the last report about it. A receiver with a
   * later report of that host knows that the subject was restored meanwhile.
   */
  z.object({
    type: z.literal('gone'),
    labId: z.string(),
    subjectId: z.string(),
    last: z.object({ hostId: z.string(), sequence: z.int() }),
  }),
  /** The placement of the lab changed, without a new revision: read it again. */
  z.object({ type: z.literal('placed'), labId: z.string() }),
  /** The lab is deleted. Sent when the owner deletes it. */
  z.object({ type: z.literal('deleted'), labId: z.string() }),
  /** The record of an apply changed. */
  z.object({ type: z.literal('apply'), labId: z.string(), applyId: z.string() }),
]);

/** Everything that is published about one user. */
export const userMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('labs-changed'), userId: z.string() }),
  /** An image of the user's own was built, or is no more: read it again. */
  z.object({ type: z.literal('image-changed'), userId: z.string(), name: z.string() }),
  /** A container of a snapshot was saved, or the snapshot is complete, failed or no more: read it again. */
  z.object({ type: z.literal('snapshot-changed'), userId: z.string(), snapshotId: z.string() }),
  z.object({ type: z.literal('session-revoked'), userId: z.string(), sessionId: z.string() }),
  /** Some or all of the user's credentials ended: check each again. */
  z.object({ type: z.literal('credentials-changed'), userId: z.string() }),
]);

/** Everything that is published about hosts. One channel for all hosts, for operators only. */
export const hostMessage = z.discriminatedUnion('type', [
  /** The record of the host changed: read it again. */
  z.object({ type: z.literal('host-changed'), hostId: z.string() }),
]);

export type LabMessage = DeepReadonly<z.infer<typeof labMessage>>;
export type UserMessage = z.infer<typeof userMessage>;
export type HostMessage = z.infer<typeof hostMessage>;
