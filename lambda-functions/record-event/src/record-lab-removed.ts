import type { LabRemoved } from '@pineapple/contracts';
import { isPlacedByContainer } from '@pineapple/core';
import { forgetLab } from '@pineapple/lab-lifecycle';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';
import { tellOfHost } from './tell-of-host.ts';

/**
 * A host has nothing left of a lab: if its owner deleted it, and no other host has any of it, the rest of its records
 * goes too.
 */
export async function recordLabRemoved(removed: LabRemoved, ports: RecordEventPorts): Promise<Recorded> {
  const { labId, hostId, revision } = removed;
  const lab = await ports.labs.get(labId, { consistent: true });
  if (lab === null || !lab.placement.hosts.includes(hostId)) {
    // It was moved away from there, or, if it is not known any more, forgotten.
    await ports.hosts.dropLeftover(hostId, labId);
    await tellOfHost(hostId, ports);
    return recorded;
  }
  if (!lab.deletedAt)
    return dropped(`Lab ${labId} was removed from ${hostId} but never deleted by its owner.`);
  // A host of a wide lab may have been told to remove it before, and have come to have part of it again.
  const last = !isPlacedByContainer(lab) || (await ports.placements.match(labId, hostId, revision));
  if (last) await forgetLab(ports, labId);
  return recorded;
}
