import { type Lab, placeParts } from '@pineapple/core';
import { findCandidates, preferenceOf } from './candidates.ts';
import type { Attempt } from './placement.ts';
import type { ApplyLabPorts } from './ports.ts';

/**
 * Gives each container of a lab on several hosts a place, and each network a segment. What has one keeps it.
 *
 * @param atHome - Containers of a lab that was whole until now that its host has, by their ids.
 */
export async function placeWide(
  lab: Lab,
  atHome: Readonly<Record<string, string>>,
  ports: ApplyLabPorts,
): Promise<Attempt> {
  const { hosts, vnis } = lab.placement;
  const placed = { ...atHome, ...lab.placement.containers };
  const all = hosts.length > 0 && lab.containers.every(({ id }) => placed[id] !== undefined);
  if (all && lab.networks.every(({ id }) => vnis[id] !== undefined)) return { kind: 'placed', lab };
  const found = all ? { candidates: [] } : await findCandidates(ports);
  if ('reason' in found) return { kind: 'no-host', reason: found.reason };
  const containers = lab.containers.map(({ id }) => id);
  const request = { hosts, containers, placed, spread: lab.spread };
  const choice = placeParts(request, found.candidates, preferenceOf(lab));
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
  await tellPlaced(lab.id, ports);
  // It may be a later revision by now, with containers that nobody has placed yet.
  return { kind: 'placed', lab: { ...lab, placement: stored.placement } };
}

/** The lab is on its way whether or not anyone can be told. */
async function tellPlaced(labId: string, ports: ApplyLabPorts): Promise<void> {
  try {
    await ports.publish({ type: 'placed', labId });
  } catch (error) {
    ports.log('error', 'That a lab was placed could not be published.', { labId, error: String(error) });
  }
}
