import { removeOwnedData } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/**
 * After this time every request from before the deletion has ended, and the indexes are up to date. Before it the
 * deleting request may still be running.
 */
const graceMs = 60_000;

/** Removes the remaining data of deleted accounts. Returns the number of finished deletions. */
export async function sweepAccounts(ports: SweepPorts): Promise<number> {
  const { users, publish, applyLab, now, log } = ports;
  const startedBefore = now().getTime() - graceMs;
  let finished = 0;
  for (const { userId, startedAt } of await users.listDeletions()) {
    if (Date.parse(startedAt) > startedBefore) continue;
    try {
      // If the user still exists, the deletion never happened and nothing may be removed.
      if ((await users.get(userId)) === null) {
        await removeOwnedData(
          { ...ports, contexts: ports.files.contexts() },
          userId,
          now,
          async (_before, lab) => {
            await publish({ type: 'deleted', labId: lab.id });
            await applyLab(lab.id);
          },
        );
        // What its snapshots stored.
        await ports.files.removeAll(userId);
      }
      await users.finishDeletion(userId);
      finished += 1;
    } catch (error) {
      log('error', 'could not clean up a deleted account', { userId, error: String(error) });
    }
  }
  return finished;
}
