import type { CapturePoint, InterfacePoint } from '@pineapple/host-link/capture';
import { linksOfNetwork, wireName } from '../../network/link-names.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';

/** An interface or a network that is captured, as the kernel and as people call it. */
export interface FoundPoint {
  /** Null for a network. */
  readonly containerId: string | null;
  /** The container or the network. */
  readonly owner: string;
  /** As its container calls it; null for a network. */
  readonly interface: string | null;
  /** Its other end, in the lab's namespace, or the links of the network. */
  readonly link: string;
  /** Whether the lab still has it: then it is worth to wait for. */
  readonly isWanted: () => boolean;
}

/**
 * Finds the interface or network that a request names.
 * @throws StreamRefusal that lists the interfaces a container has
 */
export function findPoint(registry: LabRegistry, labId: string, point: CapturePoint): FoundPoint {
  return 'networkId' in point
    ? findNetwork(registry, labId, point.networkId)
    : findInterface(registry, labId, point);
}

function findNetwork(registry: LabRegistry, labId: string, networkId: string): FoundPoint {
  const state = registry.get(labId);
  const found = state && !state.isRemoved ? state.network(networkId) : undefined;
  if (!found) throw new StreamRefusal('NOT_FOUND', `The lab has no network ${networkId} on this host`);
  const isWanted = (): boolean => registry.get(labId)?.network(networkId) !== undefined;
  const link = linksOfNetwork(networkId);
  return { containerId: null, owner: found.name, interface: null, link, isWanted };
}

function findInterface(
  registry: LabRegistry,
  labId: string,
  { containerId, interface: name }: InterfacePoint,
): FoundPoint {
  const { name: owner } = findContainer(registry, labId, containerId);
  const { name: found, networkId } = chooseWire(wiresOf(registry, labId, containerId), owner, name);
  const isWanted = (): boolean =>
    wiresOf(registry, labId, containerId).some((each) => each.networkId === networkId);
  const link = wireName(containerId, networkId);
  return { containerId, owner, interface: found, link, isWanted };
}

/** An interface as its container calls it. */
interface NamedWire {
  readonly networkId: string;
  readonly name: string;
}

/** @param name null for its only interface */
function chooseWire(wires: readonly NamedWire[], container: string, name: string | null): NamedWire {
  const names = wires.map((each) => each.name).join(', ');
  if (wires.length === 0)
    throw new StreamRefusal('BAD_REQUEST', `${container} has no interface. Connect it to a network first.`);
  if (name === null && wires.length > 1)
    throw new StreamRefusal('BAD_REQUEST', `${container} has the interfaces ${names}. Name one of them.`);
  const found = name === null ? wires[0] : wires.find((each) => each.name === name);
  if (!found)
    throw new StreamRefusal('BAD_REQUEST', `${container} has no interface ${name ?? ''}. It has ${names}.`);
  return found;
}

/** As the container calls them now, or as its lab does while that is unknown. */
function wiresOf(registry: LabRegistry, labId: string, containerId: string): readonly NamedWire[] {
  const state = registry.get(labId);
  const wanted = state?.container(containerId)?.interfaces ?? [];
  const observed = state?.trackers.get(containerId)?.interfaces ?? [];
  return wanted.map(({ networkId, name }) => ({
    networkId,
    name: observed.find((each) => each.networkId === networkId)?.name ?? name ?? '',
  }));
}
