import { z } from 'zod';
import { annotationSchema } from './annotations/annotation-schema.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { labHistorySchema } from './history/lab-history.ts';
import { labCommentsSchema } from './lab-comments.ts';
import { labContainerSchema, labNetworkSchema } from './lab-nodes.ts';

/** Where a lab is. A lab on one host and a lab on several have the same shape. */
export const labPlacementSchema = z.object({
  /** Grows by one each time the placement changes and each time the lab leaves its hosts. */
  version: z.int().nonnegative(),
  /** Every host that has containers or networks of the lab. The first one has the egress. Empty until the first apply. */
  hosts: z.array(z.string()),
  /**
   * The host of each container, by container id, if the lab is placed by container; a container that was just added may
   * be missing. Empty for any other lab, because its only host has every container.
   */
  containers: z.record(z.string(), z.string()),
  /** The VXLAN network identifier of each network, by network id. A network keeps its VNI until it is removed. */
  vnis: z.record(z.string(), z.int()),
  /** The last revision that each host of a multi-host lab was found to match, by host id. */
  matched: z.record(z.string(), z.int()),
});

/** The desired state of one lab: what its owner asked for. */
export const labSchema = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  /** Where its owner keeps it in the list of labs; empty at the top. Absent in rows from before there were folders. */
  folder: z.string().default(''),
  /** What to do in it, shown beside its canvas. Absent in rows from before labs had instructions. */
  instructions: z.string().nullable().default(null),
  /** Grows by one with every stored change; every write is conditional on it. Zero until the lab is stored. */
  revision: z.int().nonnegative(),
  /** The last revision that changed what a host has to do. */
  hostRevision: z.int().nonnegative(),
  /** Whether its owner wants it on several hosts even if one has the capacity. */
  spread: z.boolean(),
  /** Where it is. Apply decides that; an edit never changes it. */
  placement: labPlacementSchema,
  networks: z.array(labNetworkSchema),
  containers: z.array(labContainerSchema),
  /** Notes and frames on the canvas, which concern no host. Absent in rows from before there were any. */
  annotations: z.array(annotationSchema).default([]),
  /** Of the lab.yaml that it was made of. They concern no host, and an edit never changes them. Absent without any. */
  comments: labCommentsSchema.exactOptional(),
  /** RFC 3339, UTC, as are the next two. */
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** Set once the owner deleted the lab. The lab stays stored until its hosts have removed everything. */
  deletedAt: z.iso.datetime().nullable(),
  /** The edits that can be undone and redone. */
  history: labHistorySchema,
});

export type LabPlacement = DeepReadonly<z.infer<typeof labPlacementSchema>>;
export type Lab = DeepReadonly<z.infer<typeof labSchema>>;
