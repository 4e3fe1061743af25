import type { ContentsSaved } from '@pineapple/contracts';
import { snapshotLimits } from '@pineapple/core';
import { bytesOfSnapshot, type StoredSnapshot } from '@pineapple/store';
import { dropped, recorded, type Recorded, type RecordEventPorts } from './ports.ts';

/** Records what a host saved of a container, and the end of its snapshot with the last one. */
export async function recordContentsSaved(report: ContentsSaved, ports: RecordEventPorts): Promise<Recorded> {
  const { ownerId, snapshotId, containerId, hostId, saved, reason } = report;
  const key = { ownerId, id: snapshotId };
  const snapshot = await ports.snapshots.get(ownerId, snapshotId);
  if (snapshot?.state !== 'saving') return dropped(`Snapshot ${snapshotId} is not being saved.`);
  if (!snapshot.containers.some((each) => each.id === containerId && each.hostId === hostId))
    return dropped(`Host ${hostId} was not asked for ${containerId}.`);
  if (saved === null)
    await ports.snapshots.finish(key, 'failed', reason ?? 'A container could not be saved.');
  else {
    const now = await ports.snapshots.recordSaved(key, containerId, saved);
    if (now === null) return dropped(`Snapshot ${snapshotId} had ended already.`);
    if (isComplete(now)) await complete(now, ports);
  }
  await ports.publishSnapshot(ownerId, snapshotId);
  return recorded;
}

const isComplete = ({ containers, saved }: StoredSnapshot): boolean =>
  containers.every(({ id }) => saved[id] !== undefined);

/** The hosts know only after reading how much it is. */
async function complete(snapshot: StoredSnapshot, ports: RecordEventPorts): Promise<void> {
  const others = (await ports.snapshots.listByOwner(snapshot.ownerId)).filter(
    ({ id, state }) => id !== snapshot.id && state === 'ready',
  );
  const used = others.reduce((sum, each) => sum + bytesOfSnapshot(each), 0);
  const bytes = bytesOfSnapshot(snapshot);
  if (used + bytes <= snapshotLimits.bytesPerUser) {
    await ports.snapshots.finish(snapshot, 'ready', null);
    return;
  }
  const reason = `It has ${inMb(bytes)} MB, and your other snapshots have ${inMb(used)} MB of ${inMb(snapshotLimits.bytesPerUser)} MB. Delete one, or files in the containers.`;
  await ports.snapshots.finish(snapshot, 'failed', reason);
}

const inMb = (bytes: number): number => Math.ceil(bytes / 1_048_576);
