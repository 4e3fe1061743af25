import { hostManifest } from '@pineapple/contracts';
import { containerPhases } from '@pineapple/core';
import { z } from 'zod';

/** What is remembered of a container, so that a restarted agent neither forgets nor repeats a request. */
export const containerRecord = z.object({
  /** The generation last brought about; zero when none was. */
  generation: z.int().nonnegative(),
  /** Whether it ended, or could not start, for a reason of its own in that generation. */
  endedByItself: z.boolean(),
  /** The generation that the phases belong to. */
  phasesOf: z.int().nonnegative(),
  phases: z.array(z.object({ phase: z.enum(containerPhases), at: z.string() })),
  reason: z.string().nullable(),
  /** Docker's time of the start that the phases tell of. */
  startedAt: z.string().nullable(),
  /** Why it ended, for as long as it is not started again. */
  failure: z.string().nullable(),
  /** Our lines of its hosts file, as last written. */
  neighbours: z.array(z.string()).default([]),
});

/** One lab on this host. A removed one stays as a tombstone, so that a late command does not bring it back. */
export const labRecord = z.object({
  desired: hostManifest,
  containers: z.record(z.string(), containerRecord),
  removedAt: z.string().nullable(),
});

export type ContainerRecord = z.infer<typeof containerRecord>;
export type LabRecord = z.infer<typeof labRecord>;
