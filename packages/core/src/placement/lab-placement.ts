import type { Lab, LabPlacement } from '../lab.ts';
import type { Observation } from '../observed/observation.ts';

/** The placement of a lab that no host has received yet. */
export const unplaced: LabPlacement = { version: 0, hosts: [], containers: {}, vnis: {}, matched: {} };

type Placed = Pick<Lab, 'spread' | 'placement'>;

/** Whether each container gets a host of its own: the lab is on several hosts, or its owner wants it to be. */
export function isPlacedByContainer({ spread, placement }: Placed): boolean {
  return spread || placement.hosts.length > 1;
}

/**
 * The host of a container; null until the container is placed.
 *
 * @param reportedBy - The host that last reported the container. A container that was removed from the lab is there.
 */
export function hostOfContainer(lab: Placed, containerId: string, reportedBy: string | null): string | null {
  const { hosts, containers } = lab.placement;
  if (hosts.length === 0) return null;
  return isPlacedByContainer(lab) ? (containers[containerId] ?? reportedBy) : (hosts[0] ?? null);
}

/** The only host whose reports on a subject count: the container's host, or the first host for a network. */
export function hostOfSubject(lab: Placed, subject: Observation, reportedBy: string | null): string | null {
  if (subject.kind === 'network') return lab.placement.hosts[0] ?? null;
  return hostOfContainer(lab, subject.containerId, reportedBy);
}

/** The hosts that an edit affects: those of the changed containers, or all hosts if a network changed. */
export function hostsConcerned(before: Lab, after: Pick<Lab, 'networks' | 'containers'>): readonly string[] {
  if (!isPlacedByContainer(before) || before.networks !== after.networks) return before.placement.hosts;
  const kept = new Set(after.containers);
  const known = new Set(before.containers);
  const changed = [
    ...before.containers.filter((container) => !kept.has(container)),
    ...after.containers.filter((container) => !known.has(container)),
  ];
  return [...new Set(changed.flatMap(({ id }) => hostOfContainer(before, id, null) ?? []))];
}

/** The hosts that were not found to match the lab's last revision that concerns them. */
export function hostsBehind({
  placement,
  hostRevision,
}: Pick<Lab, 'placement' | 'hostRevision'>): readonly string[] {
  return placement.hosts.filter((host) => (placement.matched[host] ?? 0) < hostRevision);
}
