import type { CapturePoint } from '@pineapple/host-link/capture';
import { wireName } from '../../network/link-names.ts';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { findContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';

/** An interface that is captured, as the kernel and as people call it. */
export interface FoundPoint {
  readonly containerId: string;
  readonly container: string;
  /** As its container calls it. */
  readonly interface: string;
  /** Its other end, in the lab's namespace. */
  readonly link: string;
}

/**
 * Finds the interface that a request names.
 * @throws StreamRefusal that lists the interfaces a container has
 */
export function findPoint(
  registry: LabRegistry,
  labId: string,
  { containerId, interface: name }: CapturePoint,
): FoundPoint {
  const { name: container } = findContainer(registry, labId, containerId);
  const found = chooseWire(wiresOf(registry, labId, containerId), container, name);
  const link = wireName(containerId, found.networkId);
  return { containerId, container, interface: found.name, link };
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
