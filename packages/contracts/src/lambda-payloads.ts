import { z } from 'zod';

/** The request to apply-lab to make a lab's hosts match the desired lab. Idempotent. */
export const applyLabRequest = z.object({
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  /** Why: an edit, the sweep, or a host that is back. */
  cause: z.enum(['edit', 'sweep', 'host-back']),
  /** The only host that the lab had when this was requested. It is then read at once with the lab. */
  hostId: z.string().optional(),
  /** Hosts of a multi-host lab. Default: all of them. */
  hosts: z.array(z.string()).optional(),
  /** Instead: remove everything of the lab from this host, from which it was moved away. */
  removeFrom: z.string().optional(),
});

export const applyLabResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent'), commandId: z.string(), hostId: z.string(), revision: z.int() }),
  /** For a multi-host lab: for each host the command's id, or why there is none. */
  z.object({
    outcome: z.literal('sent-to-hosts'),
    revision: z.int(),
    hosts: z.array(
      z.object({ hostId: z.string(), commandId: z.string().nullable(), reason: z.string().nullable() }),
    ),
  }),
  z.object({ outcome: z.literal('no-host'), reason: z.string() }),
  /** The lab has a host, but Systems Manager did not accept the command. */
  z.object({ outcome: z.literal('not-sent'), reason: z.string() }),
  /** The lab is placed, and its host has nothing to do, because it is new and empty. */
  z.object({ outcome: z.literal('placed'), hostId: z.string(), revision: z.int() }),
  z.object({ outcome: z.literal('gone') }),
  /** The removal was requested for a host that the lab is on. */
  z.object({ outcome: z.literal('not-a-leftover') }),
]);

export type ApplyLabRequest = z.infer<typeof applyLabRequest>;
export type ApplyLabResponse = z.infer<typeof applyLabResponse>;

/** The request to apply-lab to send a stored Dockerfile to a host that builds it. */
export const buildImageRequest = z.object({
  buildImage: z.object({ ownerId: z.string(), name: z.string(), buildId: z.string() }),
});

export const buildImageResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent'), hostId: z.string() }),
  z.object({ outcome: z.literal('not-sent'), reason: z.string() }),
]);

/** The request to apply-lab to have the hosts of a lab save its containers' contents, for a stored snapshot. */
export const saveSnapshotRequest = z.object({
  saveSnapshot: z.object({ ownerId: z.string(), snapshotId: z.string() }),
});

export const saveSnapshotResponse = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent') }),
  z.object({ outcome: z.literal('not-sent'), reason: z.string() }),
]);

export type SaveSnapshotRequest = z.infer<typeof saveSnapshotRequest>;
export type SaveSnapshotResponse = z.infer<typeof saveSnapshotResponse>;
export type BuildImageRequest = z.infer<typeof buildImageRequest>;
export type BuildImageResponse = z.infer<typeof buildImageResponse>;
