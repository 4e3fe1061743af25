import {
  applyStatusOf,
  finishApply,
  hasEnded,
  longestSendMs,
  neverSent,
  settleAfter,
  type FinishedApply,
} from '@pineapple/lab-lifecycle';
import type { Apply } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/**
 * Asks Systems Manager, once, how an apply ended whose end is not on record, and records it as its event would have.
 *
 * @returns Null while it is still on its way.
 */
export async function findEnd(apply: Apply, ports: SweepPorts): Promise<FinishedApply | null> {
  // Its end is on record, but whoever recorded it may have ended before the lab was settled.
  if (apply.finishedAt) return { apply, matched: await settleAfter(ports, apply) };

  const { commandId, hostId } = apply;
  const invocation = commandId && hostId ? await ports.getInvocation(commandId, hostId) : null;
  if (invocation)
    return hasEnded(applyStatusOf(invocation.status)) ? finishApply(ports, apply, invocation) : null;

  const age = ports.now().getTime() - Date.parse(apply.sentAt ?? apply.requestedAt);
  if (age < longestSendMs) return null;
  const reason = commandId
    ? `Systems Manager does not know the command ${commandId} any more, so how it ended can't be told.`
    : neverSent;
  const finishedAt = ports.now().toISOString();
  const changes = { status: 'FAILED', errorOutput: reason, finishedAt } as const;
  const failed = await ports.applies.update(apply.labId, apply.applyId, changes);
  await ports.publish({ type: 'apply', labId: apply.labId, applyId: apply.applyId });
  return { apply: failed, matched: false };
}
