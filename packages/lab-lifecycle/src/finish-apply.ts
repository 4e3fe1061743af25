import type { CommandInvocation } from '@pineapple/aws';
import type { Apply, ApplyStore, LabStore } from '@pineapple/store';
import { readApplyOutcome } from './apply-outcome.ts';
import { applyStatusOf, hasEnded } from './command-status.ts';
import { markHostConverged, type MarkConvergedPorts } from './mark-converged.ts';

export interface FinishApplyPorts extends MarkConvergedPorts {
  readonly labs: MarkConvergedPorts['labs'] & Pick<LabStore, 'get'>;
  readonly applies: Pick<ApplyStore, 'update'>;
}

export interface FinishedApply {
  readonly apply: Apply;
  /** Whether the apply made the host match its revision. */
  readonly matched: boolean;
}

/**
 * Records the status of an apply's command, and that the lab has converged if all its hosts match now. Safe to call
 * repeatedly, late and out of order: an ended status is final, and only the present revision can converge.
 */
export async function finishApply(
  ports: FinishApplyPorts,
  apply: Apply,
  invocation: CommandInvocation,
): Promise<FinishedApply> {
  const status = applyStatusOf(invocation.status);
  const updated = await ports.applies.update(apply.labId, apply.applyId, {
    status,
    ...(hasEnded(status) && {
      output: invocation.stdout,
      // A command that never ran has no output, so the reason is Systems Manager's status.
      errorOutput:
        invocation.stderr || (status === 'SUCCESS' ? null : `Systems Manager: ${invocation.statusDetails}`),
      finishedAt: invocation.finishedAt ?? ports.now().toISOString(),
    }),
  });
  const matched = await markConvergedBy(ports, updated);
  await ports.publish({ type: 'apply', labId: apply.labId, applyId: apply.applyId });
  return { apply: updated, matched };
}

/**
 * Records that the lab has converged if this apply made its last host match. A deleted lab is then forgotten, in case
 * the host's own report of the removal was lost.
 *
 * @returns Whether the apply made the host match its revision.
 */
export async function markConvergedBy(ports: FinishApplyPorts, apply: Apply): Promise<boolean> {
  if (apply.status !== 'SUCCESS') return false;
  const outcome = readApplyOutcome(apply.output);
  const matches =
    outcome?.status === 'applied' && outcome.labId === apply.labId && outcome.revision === apply.revision;
  if (!matches) return false;

  const lab = await ports.labs.get(apply.labId, { consistent: true });
  if (!lab) return true;
  const { hostId } = apply;
  // The lab was moved away from this host, so this apply only removed orphans.
  if (hostId === null || !lab.placement.hosts.includes(hostId)) return false;
  await markHostConverged(ports, lab, hostId, apply.revision);
  return true;
}
