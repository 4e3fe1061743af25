import type { CommandInvocation } from '@pineapple/aws';
import type { Apply, ApplyStore, LabStore } from '@pineapple/store';
import { readApplyOutcome } from './apply-outcome.ts';
import { applyStatusOf, hasEnded } from './command-status.ts';
import { settleHost, type SettleLabPorts } from './settle-lab.ts';

export interface FinishApplyPorts extends SettleLabPorts {
  readonly labs: SettleLabPorts['labs'] & Pick<LabStore, 'get'>;
  readonly applies: Pick<ApplyStore, 'update'>;
}

export interface FinishedApply {
  readonly apply: Apply;
  /** Whether the apply made the host match the revision that it was sent with. */
  readonly matched: boolean;
}

/**
 * Brings the record of an apply in line with what Systems Manager says about its command, and settles the lab
 * when with that apply all its hosts match. Safe to repeat, late or out of order: a status never leaves an ended one,
 * and only the lab's present revision can be settled.
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
      // A command that never ran has no output: then Systems Manager's word for it is all there is to say.
      errorOutput:
        invocation.stderr || (status === 'SUCCESS' ? null : `Systems Manager: ${invocation.statusDetails}`),
      finishedAt: invocation.finishedAt ?? ports.now().toISOString(),
    }),
  });
  const matched = await settleAfter(ports, updated);
  await ports.publish({ type: 'apply', labId: apply.labId, applyId: apply.applyId });
  return { apply: updated, matched };
}

/**
 * Settles the lab if this apply is the one that made its host, or the last of its hosts, match; a deleted lab of which
 * nothing is left is forgotten instead, because the host's own message about that may have been lost.
 *
 * @returns Whether the apply made the host match the revision that it was sent with.
 */
export async function settleAfter(ports: FinishApplyPorts, apply: Apply): Promise<boolean> {
  if (apply.status !== 'SUCCESS') return false;
  const outcome = readApplyOutcome(apply.output);
  const matches =
    outcome?.status === 'applied' && outcome.labId === apply.labId && outcome.revision === apply.revision;
  if (!matches) return false;

  const lab = await ports.labs.get(apply.labId, { consistent: true });
  if (!lab) return true;
  const { hostId } = apply;
  // Nothing of it is left on a host that it was moved away from, which says nothing of where it is now.
  if (hostId === null || !lab.placement.hosts.includes(hostId)) return false;
  await settleHost(ports, lab, hostId, apply.revision);
  return true;
}
