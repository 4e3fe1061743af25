import { type DeepReadonly, observationSchema } from '@pineapple/core';
import { z } from 'zod';

/** EventBridge source of everything a host says. */
export const hostEventSource = 'pineapple.host';

export const hostEventTypes = {
  observations: 'Observations Reported',
  host: 'Host Reported',
  labRemoved: 'Lab Removed',
} as const;

/** Detail of `Observations Reported`: oldest first; the same subject may occur more than once. */
export const observationsReported = z.object({
  hostId: z.string(),
  observations: z.array(observationSchema),
});

/** Detail of `Host Reported`: sent when the agent starts, when Docker comes or goes, and as a heartbeat. */
export const hostReported = z.object({
  hostId: z.string(),
  at: z.iso.datetime(),
  agentVersion: z.string(),
  docker: z.object({ up: z.boolean(), version: z.string().nullable(), reason: z.string().nullable() }),
  /** Features this host can't offer, each with the reason, e.g. `disk-limit: overlay2 on ext4`. */
  limitations: z.array(z.string()),
  /** What the machine has, and how much of it is in use; null until Docker was seen. */
  room: z
    .object({
      cpus: z.number().positive(),
      /** Processes that want a CPU, averaged over a minute. */
      loadAverage: z.number().nonnegative(),
      memoryMb: z.int().positive(),
      memoryFreeMb: z.int().nonnegative(),
      /** The most containers of labs that it is to have, and how many there are. */
      mostContainers: z.int().positive(),
      containers: z.int().nonnegative(),
      labs: z.int().nonnegative(),
    })
    .nullable()
    .default(null),
  /** Where other hosts reach its networks of wide labs over VXLAN; null: it can't have any. */
  underlayAddress: z.ipv4().nullable().default(null),
  sequence: z.int(),
});

/** Detail of `Lab Removed`: nothing of this lab is left on the host. */
export const labRemoved = z.object({
  hostId: z.string(),
  labId: z.string(),
  revision: z.int(),
  sequence: z.int(),
});

export type ObservationsReported = DeepReadonly<z.infer<typeof observationsReported>>;
export type HostReported = DeepReadonly<z.infer<typeof hostReported>>;
export type HostRoom = NonNullable<HostReported['room']>;
export type LabRemoved = z.infer<typeof labRemoved>;
