import type { ContainerPhase, NetworkPhase } from './phase.ts';

/** When a container entered a phase, by the host's clock. RFC 3339 with milliseconds. */
export interface PhaseEntry {
  readonly phase: ContainerPhase;
  readonly at: string;
}

/** An interface as it was found in the running container. */
export interface ObservedInterface {
  readonly networkId: string;
  /** The name inside the container, e.g. eth0. */
  readonly name: string;
}

/** What a host last reported about a container. */
export interface ContainerObservation {
  readonly kind: 'container';
  readonly labId: string;
  readonly containerId: string;
  /** Name and image are repeated here so that a container on its way out can still be shown. */
  readonly name: string;
  readonly image: string;
  readonly phase: ContainerPhase;
  /** Why, in Docker's or the health check's words; null when there is nothing to explain. */
  readonly reason: string | null;
  /** The generation of the desired container that this phase belongs to. */
  readonly generation: number;
  /** Phases entered since the last request to start, oldest first, the present one last. */
  readonly phases: readonly PhaseEntry[];
  readonly interfaces: readonly ObservedInterface[];
  readonly hostId: string;
  /** Orders the reports of one host: a greater one is newer. Milliseconds × 1000 + counter, a safe integer. */
  readonly sequence: number;
  /** Grows by one with every stored change. Zero on the wire from the host, set by the store. */
  readonly version: number;
}

/** What a host last reported about a network. */
export interface NetworkObservation {
  readonly kind: 'network';
  readonly labId: string;
  readonly networkId: string;
  readonly name: string;
  readonly ipv4Subnet: string;
  readonly internet: boolean;
  readonly phase: NetworkPhase | 'DELETED';
  readonly reason: string | null;
  readonly hostId: string;
  readonly sequence: number;
  readonly version: number;
}

export type Observation = ContainerObservation | NetworkObservation;

/** The id of the container or network that an observation is about. */
export function subjectId(observation: Observation): string {
  return observation.kind === 'container' ? observation.containerId : observation.networkId;
}
