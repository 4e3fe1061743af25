import type { ContainerObservation, ContainerPhase, Lab, NetworkObservation } from '@pineapple/core';

/** The phases in order. A report of one phase contains all earlier ones. */
const life: readonly ContainerPhase[] = ['CREATED', 'CONNECTED', 'RUNNING', 'READY', 'DELETING', 'DELETED'];
const birth = Date.UTC(2026, 0, 1);

/** Makes a host's reports about a lab's first container, or the named one, and its first network. */
export function reports(lab: Lab, hostId: string, name?: string) {
  const container = lab.containers.find((each) => name === undefined || each.name === name);
  const [network] = lab.networks;
  if (!container || !network) throw new Error('The lab has no container or no network to report on.');
  return {
    container: (
      phase: ContainerPhase,
      sequence: number,
      changes: Partial<ContainerObservation> = {},
    ): ContainerObservation => ({
      kind: 'container',
      labId: lab.id,
      containerId: container.id,
      name: container.name,
      image: container.image,
      phase,
      reason: null,
      generation: container.generation,
      phases: life.slice(0, life.indexOf(phase) + 1).map((entered, index) => {
        return { phase: entered, at: new Date(birth + index).toISOString() };
      }),
      interfaces: [],
      hostId,
      sequence,
      version: 0,
      ...changes,
    }),
    network: (phase: NetworkObservation['phase'], sequence: number): NetworkObservation => ({
      kind: 'network',
      labId: lab.id,
      networkId: network.id,
      name: network.name,
      ipv4Subnet: network.ipv4Subnet,
      internet: network.internet,
      phase,
      reason: null,
      hostId,
      sequence,
      version: 0,
    }),
  };
}
