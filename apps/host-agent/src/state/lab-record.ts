import { type HostManifest, containerPhases, hostManifestSchema } from '@pineapple/core';
import { z } from 'zod';

/** How far the commands were run that a container runs at every start. */
const commandsRecord = z
  .object({
    /** Docker's timestamp of the start that they belong to. */
    startedAt: z.string(),
    /** How many ended with status 0. */
    done: z.int().nonnegative(),
    /** Docker's id of the exec of the next one, once it may have been started. */
    execId: z.string().nullable(),
    /** Why the next one failed, in a sentence for the page; null while it did not. */
    failure: z.string().nullable(),
    /** The commands, as they were when it was started; null in records from before they could change. */
    lines: z.array(z.string()).readonly().nullable().default(null),
  })
  .readonly();

/** What is saved about a container, so that a restarted agent neither forgets nor repeats a request. */
const containerRecord = z
  .object({
    /** The generation last carried out; zero before the first one. */
    generation: z.int().nonnegative(),
    /** Whether the process exited, or could not start, for a reason of its own in that generation. */
    endedByItself: z.boolean(),
    /** The generation that the phases belong to. */
    phasesOf: z.int().nonnegative(),
    phases: z.array(z.object({ phase: z.enum(containerPhases), at: z.string() }).readonly()).readonly(),
    reason: z.string().nullable(),
    /** Docker's timestamp of the start that the phases describe. */
    startedAt: z.string().nullable(),
    /** Why the process ended by itself; null once it is started again. */
    failure: z.string().nullable(),
    /** The lines last written to its hosts file. */
    neighbours: z.array(z.string()).readonly().default([]),
    /** The host name that it was given last; null in records from before containers could be renamed in place. */
    hostname: z.string().nullable().default(null),
    /** Null before a start with such commands, and in records from before there were any. */
    commands: commandsRecord.nullable().default(null),
    /** What was last written into it, as digests by path; null in records from before files could change. */
    files: z.record(z.string(), z.string()).readonly().nullable().default(null),
    /** The SHA-256 of the saved contents that were restored into it; null in records from before there were any. */
    contents: z.string().nullable().default(null),
    /** What it was started with; null in records from before that could differ from what it should have. */
    settings: z.record(z.string(), z.string()).readonly().nullable().default(null),
    /** The commands for its stop; none in records from before there were any. */
    onStop: z.array(z.string()).readonly().default([]),
    /** Why one of them failed at its last stop; null if none did. */
    stopFailure: z.string().nullable().default(null),
  })
  .readonly();

/** One lab on this host. A removed lab keeps its record for a while, so that a late command does not bring it back. */
export const labRecord = z
  .object({
    desired: hostManifestSchema,
    containers: z.record(z.string(), containerRecord).readonly(),
    removedAt: z.string().nullable(),
  })
  .readonly();

export type CommandsRecord = z.infer<typeof commandsRecord>;
export type ContainerRecord = z.infer<typeof containerRecord>;
export type LabRecord = Omit<z.infer<typeof labRecord>, 'desired'> & { readonly desired: HostManifest };
