import { isPlacedByContainer, type Lab } from '@pineapple/core';
import type { LabStore, PlacementStore } from '@pineapple/store';
import { forgetLab, type ForgetLabPorts } from './forget-lab.ts';

export interface SettleLabPorts extends ForgetLabPorts {
  readonly labs: Pick<LabStore, 'settle' | 'purge'>;
  readonly placements: Pick<PlacementStore, 'match' | 'releaseUnused'>;
}

/**
 * Notes that a host of a lab matches a revision, and settles the lab when all its hosts do.
 *
 * @param lab - As it was read before.
 */
export async function settleHost(
  ports: SettleLabPorts,
  lab: Lab,
  hostId: string,
  revision: number,
): Promise<void> {
  if (isPlacedByContainer(lab) && !(await ports.placements.match(lab.id, hostId, revision))) return;
  await settleLab(ports, lab, revision);
}

/** Settles a lab all of whose hosts match a revision; a deleted one, of which nothing is left then, is forgotten. */
export async function settleLab(ports: SettleLabPorts, lab: Lab, revision: number): Promise<void> {
  if (lab.deletedAt !== null && lab.revision === revision) return forgetLab(ports, lab.id);
  if (await ports.labs.settle(lab.id, revision)) await ports.placements.releaseUnused(lab);
}
