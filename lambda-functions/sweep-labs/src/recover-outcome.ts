import {
  applyStatusOf,
  finishApply,
  hasEnded,
  longestSendMs,
  neverSent,
  markConvergedBy,
  type FinishedApply,
} from '@pineapple/lab-lifecycle';
import type { Apply } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';

/**
 * Asks Systems Manager for the outcome of an apply whose event was missed, and records it as the event would have.
 *
 * @returns Null while the apply is still running.
 */
export async function recoverOutcome(apply: Apply, ports: SweepPorts): Promise<FinishedApply | null> {
  // The invocation that recorded the end may have ended before it marked the lab as converged.
  if (apply.finishedAt) return { apply, matched: await markConvergedBy(ports, apply) };

  const { commandId, hostId } = apply;
  const invocation = commandId && hostId ? await ports.getInvocation(commandId, hostId) : null;
  if (invocation)
    return hasEnded(applyStatusOf(invocation.status)) ? finishApply(ports, apply, invocation) : null;

  const age = ports.now().getTime() - Date.parse(apply.sentAt ?? apply.requestedAt);
  if (age < longestSendMs) return null;
  const reason = commandId
    ? `Systems Manager no longer knows the command ${commandId}, so its outcome is unknown.`
    : neverSent;
  const finishedAt = ports.now().toISOString();
  const changes = { status: 'FAILED', errorOutput: reason, finishedAt } as const;
  const failed = await ports.applies.update(apply.labId, apply.applyId, changes);
  await ports.publish({ type: 'apply', labId: apply.labId, applyId: apply.applyId });
  return { apply: failed, matched: false };
}
