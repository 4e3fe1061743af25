import type { Lab } from '../lab.ts';
import type { Observation } from '../observed/observation.ts';

/** Where a wide lab is. */
export interface LabPlacement {
  /** Every host that has a part of it, if only its networks, the lab's first host first. */
  readonly hosts: readonly string[];
  /** The host of each container, by the container's id; one that was just added may be missing. */
  readonly containers: Readonly<Record<string, string>>;
  /** The last revision that each host was found to match, by the host's id. */
  readonly matched: Readonly<Record<string, number>>;
}

type Placed = Pick<Lab, 'hostId' | 'placement'>;

/** Every host that a lab is on, the one with its ways out first; none while it is on none. */
export function hostsOf({ hostId, placement }: Placed): readonly string[] {
  if (placement !== null) return placement.hosts;
  return hostId === null ? [] : [hostId];
}

/**
 * The host that has a container of a lab; null while it is on none.
 *
 * @param reportedBy - The host that last reported on the container: where one is that was taken out of the lab.
 */
export function hostOfContainer(
  { hostId, placement }: Placed,
  containerId: string,
  reportedBy: string | null,
): string | null {
  if (placement === null) return hostId;
  return placement.containers[containerId] ?? reportedBy;
}

/** The only host whose word counts on what is observed: that of the container, or for a network the lab's first. */
export function hostOfSubject(lab: Placed, subject: Observation, reportedBy: string | null): string | null {
  return subject.kind === 'network' ? lab.hostId : hostOfContainer(lab, subject.containerId, reportedBy);
}

/** The hosts that have what an edit changes: of a wide lab those of the containers, and all where it changes a network. */
export function hostsConcerned(before: Lab, after: Pick<Lab, 'networks' | 'containers'>): readonly string[] {
  if (before.placement === null || before.networks !== after.networks) return hostsOf(before);
  const kept = new Set(after.containers);
  const known = new Set(before.containers);
  const changed = [
    ...before.containers.filter((container) => !kept.has(container)),
    ...after.containers.filter((container) => !known.has(container)),
  ];
  return [...new Set(changed.flatMap(({ id }) => hostOfContainer(before, id, null) ?? []))];
}

/** The hosts that were not found to match the lab's last revision that concerns them. */
export function hostsBehind(lab: Placed & Pick<Lab, 'hostRevision'>): readonly string[] {
  const { placement } = lab;
  return hostsOf(lab).filter((host) => (placement?.matched[host] ?? 0) < lab.hostRevision);
}
