import type { LabRemoved } from '@pineapple/contracts';
import { isPlacedByContainer } from '@pineapple/core';
import { forgetLab } from '@pineapple/lab-lifecycle';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';
import { publishHostChange } from './record-host.ts';

/**
 * Records that a host has nothing left of a lab. If the lab is deleted and no other host has a part of it, the lab is
 * forgotten.
 */
export async function recordLabRemoved(removed: LabRemoved, ports: RecordEventPorts): Promise<Recorded> {
  const { labId, hostId, revision } = removed;
  const lab = await ports.labs.get(labId, { consistent: true });
  if (lab === null || !lab.placement.hosts.includes(hostId)) {
    // The lab was moved away or forgotten.
    await ports.hosts.forgetOrphan(hostId, labId);
    await publishHostChange(hostId, ports);
    return recorded;
  }
  if (!lab.deletedAt)
    return dropped(`Lab ${labId} was removed from ${hostId}, but its owner has not deleted it.`);
  // A host of a multi-host lab may have removed an earlier part and received a new one since.
  const last = !isPlacedByContainer(lab) || (await ports.placements.match(labId, hostId, revision));
  if (last) await forgetLab(ports, labId);
  return recorded;
}
