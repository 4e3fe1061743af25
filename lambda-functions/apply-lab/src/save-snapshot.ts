import { encodeSave, type SaveSnapshotRequest, type SaveSnapshotResponse } from '@pineapple/contracts';
import { hostOfContainer } from '@pineapple/core';
import type { ApplyLabPorts } from './ports.ts';

/** Has each host of a lab save its containers, for a stored snapshot. The hosts report each container. */
export async function saveSnapshot(
  { ownerId, snapshotId }: SaveSnapshotRequest['saveSnapshot'],
  ports: ApplyLabPorts,
): Promise<SaveSnapshotResponse> {
  const snapshot = await ports.snapshots.get(ownerId, snapshotId);
  if (snapshot?.state !== 'saving') return notSent('It was deleted.');
  const { labId } = snapshot;
  const lab = await ports.labs.get(labId, { consistent: true });
  if (lab?.ownerId !== ownerId || lab.deletedAt !== null) return notSent('The lab was deleted.');
  const placed = snapshot.containers.map((each) => ({
    ...each,
    hostId: hostOfContainer(lab, each.id, null),
  }));
  const homeless = placed.find(({ hostId }) => hostId === null);
  if (homeless) return notSent(`The container '${homeless.name}' is on no host yet. Try again in a moment.`);
  const byHost = Map.groupBy(placed, ({ hostId }) => hostId ?? '');
  const online = await ports.findOnlineHosts([...byHost.keys()]);
  if (!online.ok) return notSent(online.error);
  const away = [...byHost.keys()].find((hostId) => !online.value.includes(hostId));
  if (away !== undefined) return notSent(`The host ${away} of the lab is not online.`);
  if (!(await ports.snapshots.place(snapshot, placed))) return notSent('It was deleted.');
  for (const [hostId, containers] of byHost) {
    const ids = containers.map(({ id }) => id);
    const payload = encodeSave({ format: 1, ownerId, snapshotId, labId, containers: ids });
    const command = await ports.sendSave({ hostId, snapshotId, payload });
    if (command.ok) continue;
    ports.log('warn', 'could not have a host save containers', { snapshotId, hostId, reason: command.error });
    return notSent(command.error);
  }
  return { outcome: 'sent' };
}

function notSent(reason: string): SaveSnapshotResponse {
  return { outcome: 'not-sent', reason };
}
