import { fits, type Lab } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import { placeMultiHost, type PlacementAttempt } from './place-multi-host.ts';
import type { ApplyLabPorts } from './ports.ts';

/**
 * Keeps a lab on its single host while that has capacity for the added containers. After that the added containers go to
 * other hosts, or overload the host if no other has capacity.
 *
 * @param host - The lab's host; null if it has never reported.
 */
export async function growSingleHost(
  lab: Lab,
  host: HostRecord | null,
  ports: ApplyLabPorts,
): Promise<PlacementAttempt> {
  const unchanged: PlacementAttempt = { kind: 'placed', lab };
  if (!host || host.underlayAddress === null) return unchanged;
  const { hostId, room: capacity } = host;
  const hasSpaceFor = (containers: number, arriving: number) => fits(containers, { capacity, arriving });
  // Most hosts have capacity for the whole lab again, which saves reading what they already have of it.
  if (hasSpaceFor(lab.containers.length, host.arriving)) return unchanged;
  const present = await containersOn(lab, hostId, ports);
  const added = lab.containers.filter(({ id }) => !present.has(id)).length;
  // The arriving containers may be these very ones.
  const arriving = Math.max(0, host.arriving - added);
  if (added === 0 || hasSpaceFor(added, arriving)) return unchanged;
  const onHost = Object.fromEntries([...present].map((id) => [id, hostId]));
  const multiHost = await placeMultiHost(lab, onHost, ports);
  return multiHost.kind === 'no-host' ? unchanged : multiHost;
}

async function containersOn({ id }: Lab, hostId: string, ports: ApplyLabPorts): Promise<Set<string>> {
  const rows = await ports.observations.listByLab(id);
  return new Set(
    rows.flatMap((row) => (row.kind === 'container' && row.hostId === hostId ? [row.containerId] : [])),
  );
}
