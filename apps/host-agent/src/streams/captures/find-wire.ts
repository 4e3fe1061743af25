import type { LabRegistry } from '../../state/lab-registry.ts';
import { StreamRefusal } from '../stream-refusal.ts';

/** An interface as its container calls it. */
interface NamedWire {
  readonly networkId: string;
  readonly name: string;
}

/**
 * Finds the interface of a container that a request names.
 * @param name null for its only interface
 * @throws StreamRefusal that lists the interfaces it has
 */
export function findWire(
  registry: LabRegistry,
  { labId, containerId, container }: { labId: string; containerId: string; container: string },
  name: string | null,
): NamedWire {
  const wires = wiresOf(registry, labId, containerId);
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
