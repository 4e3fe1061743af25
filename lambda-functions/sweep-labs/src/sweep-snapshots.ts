import { isOverdue, overdueReason } from '@pineapple/core';
import { removeUnusedContents } from '@pineapple/lab-lifecycle';
import type { SweepPorts } from './ports.ts';

/** Ends saves whose hosts fell silent, and deletes what failed and deleted snapshots had stored. */
export async function sweepSnapshots(ports: SweepPorts): Promise<void> {
  const { snapshots, publishSnapshot, now, log } = ports;
  const left = await snapshots.listUnfinished();
  for (const [ownerId, own] of Map.groupBy(left, (each) => each.ownerId)) {
    try {
      for (const each of own) {
        if (!isOverdue(each, now())) continue;
        if (await snapshots.finish(each, 'failed', overdueReason)) await publishSnapshot(ownerId, each.id);
      }
      if (!(await removeUnusedContents(ownerId, ports))) continue;
      for (const each of own) await snapshots.settle(each);
    } catch (error) {
      log('error', 'could not clean up snapshots', { ownerId, error: String(error) });
    }
  }
}
