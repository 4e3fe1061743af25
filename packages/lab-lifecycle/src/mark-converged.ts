import { isPlacedByContainer, type Lab } from '@pineapple/core';
import type { LabStore, PlacementStore } from '@pineapple/store';
import { forgetLab, type ForgetLabPorts } from './forget-lab.ts';

export interface MarkConvergedPorts extends ForgetLabPorts {
  readonly labs: Pick<LabStore, 'markConverged' | 'purge'>;
  readonly placements: Pick<PlacementStore, 'match' | 'releaseUnused'>;
}

/**
 * Records that a host matches a revision, and that the lab has converged if all its hosts do.
 *
 * @param lab - The lab as read before.
 */
export async function markHostConverged(
  ports: MarkConvergedPorts,
  lab: Lab,
  hostId: string,
  revision: number,
): Promise<void> {
  if (isPlacedByContainer(lab) && !(await ports.placements.match(lab.id, hostId, revision))) return;
  await markLabConverged(ports, lab, revision);
}

/** Records that all hosts match a revision. A deleted lab is then gone from its hosts, and is forgotten. */
export async function markLabConverged(ports: MarkConvergedPorts, lab: Lab, revision: number): Promise<void> {
  if (lab.deletedAt !== null && lab.revision === revision) return forgetLab(ports, lab.id);
  if (await ports.labs.markConverged(lab.id, revision)) await ports.placements.releaseUnused(lab);
}
