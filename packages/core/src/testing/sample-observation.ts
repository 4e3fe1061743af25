import type { LabContainer } from '../lab-nodes.ts';
import type { ContainerObservation, NetworkObservation } from '../observed/observation.ts';
import type { ContainerPhase } from '../observed/phase.ts';
import { start } from './sample-lab.ts';

/** The time that many milliseconds after `start`. */
export function at(milliseconds: number): string {
  return new Date(Date.parse(start) + milliseconds).toISOString();
}

/** A report with phases and the milliseconds after `start` at which they began. The last phase is the present one. */
export function observation(
  phases: readonly (readonly [ContainerPhase, number])[],
  overrides: Partial<ContainerObservation> = {},
): ContainerObservation {
  return {
    kind: 'container',
    labId: 'lab_aaaaaaaaaaaa',
    containerId: 'ctr_aaaaaaaaaaaa_bbbbbb',
    name: 'web',
    image: 'host',
    phase: phases.at(-1)?.[0] ?? 'PENDING',
    reason: null,
    generation: 1,
    phases: phases.map(([phase, milliseconds]) => ({ phase, at: at(milliseconds) })),
    interfaces: [],
    hostId: 'mi-1',
    sequence: 1,
    version: 0,
    ...overrides,
  };
}

export function networkObservation(overrides: Partial<NetworkObservation> = {}): NetworkObservation {
  return {
    kind: 'network',
    labId: 'lab_aaaaaaaaaaaa',
    networkId: 'net_aaaaaaaaaaaa_bbbbbb',
    name: 'lan',
    ipv4Subnet: '10.0.1.0/24',
    internet: false,
    phase: 'ACTIVE',
    reason: null,
    hostId: 'mi-1',
    sequence: 1,
    version: 0,
    ...overrides,
  };
}

/** A container that was requested at `start`. */
export function labContainer(overrides: Partial<LabContainer> = {}): LabContainer {
  return {
    id: 'ctr_aaaaaaaaaaaa_bbbbbb',
    name: 'web',
    image: 'host',
    power: 'on',
    generation: 1,
    requestedAt: start,
    interfaces: [],
    position: null,
    gateway: null,
    config: null,
    createdAt: start,
    ...overrides,
  };
}
