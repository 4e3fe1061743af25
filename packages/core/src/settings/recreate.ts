import type { Lab } from '../lab.ts';
import type { LabContainer } from '../lab-nodes.ts';

/**
 * The container as a new request, so that it is PENDING until a host has recreated it. One that is off stays as it is.
 *
 * @param now - RFC 3339, UTC.
 */
function recreateContainer(container: LabContainer, now: string): LabContainer {
  if (container.power === 'off') return container;
  return { ...container, generation: container.generation + 1, requestedAt: now };
}

/** The lab with every container to be recreated, for a move to other hosts. `now`: RFC 3339, UTC. */
export function recreateContainers(lab: Lab, now: string): Lab {
  return { ...lab, containers: lab.containers.map((container) => recreateContainer(container, now)) };
}
