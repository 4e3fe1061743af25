import { type Lab, placeContainers } from '@pineapple/core';
import { findCandidates, preferenceOf } from './candidates.ts';
import type { ApplyLabPorts } from './ports.ts';

export type PlacementOutcome =
  /** The requested revision, with its present placement. */
  | { readonly kind: 'placed'; readonly lab: Lab }
  | { readonly kind: 'no-host'; readonly reason: string }
  /** The lab was deleted before it had a host, and is forgotten. */
  | { readonly kind: 'gone' };

/** After `placed-by-others` the lab has to be read again. */
export type PlacementAttempt = PlacementOutcome | { readonly kind: 'placed-by-others' };

/**
 * Gives each container of a multi-host lab a host, and each network a VNI. Existing ones stay.
 *
 * @param onHost - For a lab that was single-host until now: the containers that its host has, by their ids.
 */
export async function placeMultiHost(
  lab: Lab,
  onHost: Readonly<Record<string, string>>,
  ports: ApplyLabPorts,
): Promise<PlacementAttempt> {
  const { hosts, vnis } = lab.placement;
  const placed = { ...onHost, ...lab.placement.containers };
  const all = hosts.length > 0 && lab.containers.every(({ id }) => placed[id] !== undefined);
  if (all && lab.networks.every(({ id }) => vnis[id] !== undefined)) return { kind: 'placed', lab };
  const found = all ? { candidates: [] } : await findCandidates(ports);
  if ('reason' in found) return { kind: 'no-host', reason: found.reason };
  const containers = lab.containers.map(({ id }) => id);
  const waitsFor = Object.fromEntries(
    lab.containers.map(({ id, config }) => [
      id,
      (config?.waitFor ?? []).map(({ containerId }) => containerId),
    ]),
  );
  const request = { hosts, containers, placed, waitsFor, spread: lab.spread };
  const choice = placeContainers(request, found.candidates, preferenceOf(lab));
  if (choice.kind === 'none') return { kind: 'no-host', reason: choice.reason };
  const stored = await ports.placements.place(lab, choice);
  if (stored === null) return { kind: 'placed-by-others' };
  const added = Object.entries(choice.containers).filter(([id]) => placed[id] === undefined);
  await Promise.all(
    Array.from(
      Map.groupBy(added, ([, hostId]) => hostId),
      ([hostId, ids]) => ports.hosts.expect(hostId, ids.length),
    ),
  );
  await publishPlaced(lab.id, ports);
  // The stored lab may be a later revision with containers that are not placed yet.
  return { kind: 'placed', lab: { ...lab, placement: stored.placement } };
}

/** Never fails: the placement is stored. */
async function publishPlaced(labId: string, ports: ApplyLabPorts): Promise<void> {
  try {
    await ports.publish({ type: 'placed', labId });
  } catch (error) {
    ports.log('error', 'could not publish a placement', { labId, error: String(error) });
  }
}
