import { type DeepReadonly, linkLimitSchema, observationSchema } from '@pineapple/core';
import { z } from 'zod';

/** What the EventBridge source of every host's events begins with. */
export const hostEventSourcePrefix = 'pineapple.host.';

/**
 * The source of a host's events. On AWS it is the host's identity in IAM, `<role id>:<instance id>`, behind the prefix:
 * the role's policy allows no other, so that a host can't report for another one.
 */
export function hostEventSource(identity: string): string {
  return `${hostEventSourcePrefix}${identity}`;
}

/** The host that events of this source are from; null when it is no source of a host. */
export function hostOfSource(source: string): string | null {
  if (!source.startsWith(hostEventSourcePrefix)) return null;
  return source.slice(hostEventSourcePrefix.length).split(':').at(-1) || null;
}

export const hostEventTypes = {
  observations: 'Observations Reported',
  host: 'Host Reported',
  labRemoved: 'Lab Removed',
  imageBuilt: 'Image Built',
  contentsSaved: 'Contents Saved',
} as const;

/** The detail of `Observations Reported`: oldest first. A subject may occur more than once. */
export const observationsReported = z.object({
  hostId: z.string(),
  observations: z.array(observationSchema),
});

/** The detail of `Host Reported`: sent when the agent starts, when Docker starts or stops, and as a heartbeat. */
export const hostReported = z.object({
  hostId: z.string(),
  at: z.iso.datetime(),
  agentVersion: z.string(),
  docker: z.object({ up: z.boolean(), version: z.string().nullable(), reason: z.string().nullable() }),
  /** Features that this host lacks, each with the reason, e.g. `disk-limit: overlay2 on ext4`. */
  limitations: z.array(z.string()),
  /** The capacity of the machine and how much is in use; null until Docker was reachable. */
  room: z
    .object({
      cpus: z.number().positive(),
      /** Processes that are running or ready to run, averaged over a minute. */
      loadAverage: z.number().nonnegative(),
      memoryMb: z.int().positive(),
      memoryFreeMb: z.int().nonnegative(),
      /** The limit of lab containers, and how many there are. */
      mostContainers: z.int().positive(),
      containers: z.int().nonnegative(),
      labs: z.int().nonnegative(),
    })
    .nullable()
    .default(null),
  /** Where other hosts reach its overlays over VXLAN; null if it can't have part of a multi-host lab. */
  underlayAddress: z.ipv4().nullable().default(null),
  /** What its kernel can't do to links. Absent in reports of agents from before links had a quality. */
  linkLimits: z.array(linkLimitSchema).max(64).optional(),
  /**
   * Since when it can carry out commands: its agent started, or Docker came back. Commands from before may be lost. Absent
   * until then, and in reports of the version before.
   */
  readySince: z.iso.datetime().optional(),
  sequence: z.int(),
});

/** The detail of `Lab Removed`: the host has nothing left of this lab. */
export const labRemoved = z.object({
  hostId: z.string(),
  labId: z.string(),
  revision: z.int(),
  sequence: z.int(),
});

/** The detail of `Image Built`: the end of a build that a user asked for. */
export const imageBuilt = z.object({
  hostId: z.string(),
  ownerId: z.string(),
  name: z.string(),
  buildId: z.string(),
  outcome: z.enum(['ready', 'failed', 'cancelled']),
  /** Null if there is an image. */
  reason: z.string().max(2000).nullable(),
  /** What a pulled image is by digest; absent for a built one. */
  pinned: z.string().max(300).optional(),
});

/** The detail of `Contents Saved`: what became of one container of a snapshot. */
export const contentsSaved = z.object({
  hostId: z.string(),
  ownerId: z.string(),
  snapshotId: z.string(),
  containerId: z.string(),
  outcome: z.enum(['saved', 'failed']),
  /** Null if it failed. Without a list of pieces the container has nothing of its own. */
  saved: z
    .object({
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
      /** Stored bytes, packed. */
      bytes: z.int().nonnegative(),
    })
    .nullable(),
  /** Null unless it failed. */
  reason: z.string().max(2000).nullable(),
});

export type ContentsSaved = DeepReadonly<z.infer<typeof contentsSaved>>;
export type ImageBuilt = DeepReadonly<z.infer<typeof imageBuilt>>;
export type ObservationsReported = DeepReadonly<z.infer<typeof observationsReported>>;
export type HostReported = DeepReadonly<z.infer<typeof hostReported>>;
export type HostCapacity = NonNullable<HostReported['room']>;
export type LabRemoved = z.infer<typeof labRemoved>;

/** Auto Scaling's event for an instance that waits to be terminated. */
export const terminatingEventSource = 'aws.autoscaling';
export const terminatingEventType = 'EC2 Instance-terminate Lifecycle Action';
