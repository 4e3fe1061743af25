import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.ts';
import { containerPhases, networkPhases } from './phase.ts';

/** When a container entered a phase, by the host's clock. RFC 3339 with milliseconds. */
const phaseEntrySchema = z.object({ phase: z.enum(containerPhases), at: z.iso.datetime() });

/** An interface as the host found it in the running container. */
const observedInterfaceSchema = z.object({
  networkId: z.string(),
  /** The name inside the container, e.g. eth0. */
  name: z.string(),
});

const reportFields = {
  labId: z.string(),
  hostId: z.string(),
  /** Why, in the words of Docker or the health check; null if there is nothing to explain. */
  reason: z.string().max(2000).nullable(),
  /** Orders the reports of one host: a greater number is newer. Milliseconds × 1000 + counter, a safe integer. */
  sequence: z.int(),
  /** Grows by one with every stored change. Zero on the wire from the host, set by the store. */
  version: z.int(),
};

/** What a host last reported about a container. */
const containerObservationSchema = z.object({
  kind: z.literal('container'),
  containerId: z.string(),
  /** Name and image are repeated here so that a container that is being deleted can still be shown. */
  name: z.string(),
  image: z.string(),
  phase: z.enum(containerPhases),
  /** The generation of the desired container that this phase belongs to. */
  generation: z.int().nonnegative(),
  /** Phases entered since the last request to start, oldest first, the present one last. */
  phases: z.array(phaseEntrySchema).max(50),
  interfaces: z.array(observedInterfaceSchema),
  /**
   * Digests of the settings that it was started with, see `settingDigests`. Absent before its first start, and from hosts
   * that do not report them.
   */
  settings: z.record(z.string().max(32), z.string().max(32)).exactOptional(),
  ...reportFields,
});

/** What a host last reported about a network. */
const networkObservationSchema = z.object({
  kind: z.literal('network'),
  networkId: z.string(),
  name: z.string(),
  /** Null or empty if it has none. */
  ipv4Subnet: z.string().nullable(),
  internet: z.boolean(),
  phase: z.enum([...networkPhases, 'DELETED']),
  ...reportFields,
});

export const observationSchema = z.discriminatedUnion('kind', [
  containerObservationSchema,
  networkObservationSchema,
]);

export type PhaseEntry = DeepReadonly<z.infer<typeof phaseEntrySchema>>;
export type ObservedInterface = DeepReadonly<z.infer<typeof observedInterfaceSchema>>;
export type ContainerObservation = DeepReadonly<z.infer<typeof containerObservationSchema>>;
export type NetworkObservation = DeepReadonly<z.infer<typeof networkObservationSchema>>;
export type Observation = ContainerObservation | NetworkObservation;

/** The id of the container or network that an observation is about. */
export function subjectId(observation: Observation): string {
  return observation.kind === 'container' ? observation.containerId : observation.networkId;
}
