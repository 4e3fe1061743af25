import type { ActualContainer, ActualLab, ActualState, Wire } from '@pineapple/core';
import type { ContainerSummary } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { engineVersion, labels } from '../docker/docker-names.ts';
import type { LabNetworks } from '../network/lab-networks.ts';
import { listWires } from '../network/wires/container-wires.ts';
import type { LabState } from '../state/lab-state.ts';

/** Reads the actual state of a lab: what Docker and the kernel list, with what the agent knows about each container. */
export async function readActual(
  docker: DockerClient,
  hostId: string,
  state: LabState,
  networks: LabNetworks,
): Promise<ActualLab> {
  const present = networks.present(state.labId);
  const [containers, wires] = await Promise.all([
    docker.listContainers([`${labels.host}=${hostId}`, `${labels.lab}=${state.labId}`]),
    // Without networks the lab has no namespace.
    present.length === 0 ? new Map<string, readonly Wire[]>() : listWires(state.labId),
  ]);
  return {
    networks: present.map(({ networkId: id, labId: _, ...network }) => ({ id, ...network })),
    containers: containers.map((summary) => toActualContainer(summary, state, wires)),
  };
}

function toActualState(text: string): ActualState {
  if (text === 'created') return 'created';
  if (text === 'exited') return 'stopped';
  return text === 'dead' || text === 'removing' ? 'broken' : 'running';
}

function toActualContainer(
  summary: ContainerSummary,
  state: LabState,
  wires: ReadonlyMap<string, readonly Wire[]>,
): ActualContainer {
  const own = summary.Labels ?? {};
  const id = own[labels.container] ?? '';
  const isOurs = own[labels.engine] === engineVersion;
  const actualState = isOurs ? toActualState(summary.State) : 'broken';
  const tracker = state.trackers.get(id);
  // If an apply was interrupted after the start, only the label knows the generation.
  const labelled = actualState === 'created' ? 0 : Number(own[labels.generation] ?? 0);
  return {
    key: summary.Id,
    id,
    name: own[labels.name] ?? '',
    imageReference: own[labels.reference] ?? '',
    state: actualState,
    generation: Math.max(tracker?.generation ?? 0, labelled),
    endedByItself: tracker?.endedByItself ?? false,
    interfaces: actualState === 'running' ? (wires.get(id) ?? []) : [],
  };
}
