import { removeBelongings } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/**
 * What was begun before an account was deleted has ended after this, and the indexes know of it. Until then whoever
 * deletes the account is still at it.
 */
const graceMs = 60_000;

/** Removes what is left of accounts that were deleted. Returns how many are done with. */
export async function sweepAccounts(ports: SweepPorts): Promise<number> {
  const { users, publish, applyLab, now, log } = ports;
  const begunBefore = now().getTime() - graceMs;
  let finished = 0;
  for (const { userId, startedAt } of await users.listDeletions()) {
    if (Date.parse(startedAt) > begunBefore) continue;
    try {
      // Still there: whoever was about to delete it never came to it, and nothing of it may be touched.
      if ((await users.get(userId)) === null) {
        await removeBelongings(ports, userId, now, async (_before, lab) => {
          await publish({ type: 'deleted', labId: lab.id });
          await applyLab(lab.id);
        });
      }
      await users.finishDeletion(userId);
      finished += 1;
    } catch (error) {
      log('error', 'A deleted account could not be swept.', { userId, error: String(error) });
    }
  }
  return finished;
}
