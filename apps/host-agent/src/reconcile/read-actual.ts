import type { ActualContainer, ActualLab, ActualState, Wire } from '@pineapple/core';
import type { HostContainer, HostContainers } from '../containers/host-containers.ts';
import type { LabNetworks } from '../network/lab-networks.ts';
import { listWires } from '../network/wires/container-wires.ts';
import type { LabState } from '../state/lab-state.ts';

/** Reads the actual state of a lab: what Docker and the kernel list, with what the agent knows about each container. */
export async function readActual(
  hostContainers: HostContainers,
  state: LabState,
  networks: LabNetworks,
): Promise<ActualLab> {
  const present = networks.present(state.labId);
  // Without networks the lab has no namespace.
  const listing = present.length === 0 ? null : listWires(state.labId);
  listing?.catch(() => undefined);
  const containers = await hostContainers.ofLab(state.labId);
  // Only those of running containers count.
  const wires = containers.some((found) => toActualState(found) === 'running') ? await listing : null;
  return {
    networks: present.map(({ networkId: id, labId: _, ...network }) => ({ id, ...network })),
    containers: containers.map((found) => toActualContainer(found, state, wires ?? new Map())),
    phases: state.trackers,
  };
}

function toActualState({ state, isUntouched }: HostContainer): ActualState {
  if (state === 'dead' || state === 'removing') return 'broken';
  if (isUntouched && state === 'running') return 'waiting';
  if (state === 'created' || isUntouched) return 'created';
  return state === 'exited' ? 'stopped' : 'running';
}

function toActualContainer(
  found: HostContainer,
  state: LabState,
  wires: ReadonlyMap<string, readonly Wire[]>,
): ActualContainer {
  const { containerId: id, name, reference, generation } = found.identity;
  const actualState = found.isOurs ? toActualState(found) : 'broken';
  const tracker = state.trackers.get(id);
  // If an apply was interrupted after the start, only the container's identity has the generation.
  const started = actualState === 'created' || actualState === 'waiting' ? 0 : generation;
  return {
    key: found.key,
    id,
    name: tracker?.hostname ?? name,
    imageReference: reference,
    state: actualState,
    generation: Math.max(tracker?.generation ?? 0, started),
    endedByItself: tracker?.endedByItself ?? false,
    interfaces: actualState === 'running' ? (wires.get(id) ?? []) : [],
  };
}
