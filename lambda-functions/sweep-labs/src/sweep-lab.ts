import { hostsBehind, type Lab } from '@pineapple/core';
import { markLabConverged } from '@pineapple/lab-lifecycle';
import type { Apply } from '@pineapple/store';
import type { SweepPorts } from './ports.ts';
import { recoverOutcome } from './recover-outcome.ts';
import { nextRetryAt } from './retry-delay.ts';

/** Enough applies per host to count the attempts for the present revision. */
const appliesPerHost = 8;

interface Swept {
  /** A missed end was recorded. */
  readonly repaired: boolean;
  /** The lab was sent to its hosts, or some of them, again. */
  readonly reapplied: boolean;
}

/**
 * Finds out why a lab has not converged and repairs it: records a missed end of an apply, marks the lab as converged, or
 * sends it again to the hosts that don't match it. Concurrent sweeps do no harm.
 */
export async function sweepLab(lab: Lab, ports: SweepPorts): Promise<Swept> {
  const { hosts } = lab.placement;
  const behind = hosts.length === 0 ? [null] : hostsBehind(lab);
  if (behind.length === 0) {
    await markLabConverged(ports, lab, lab.hostRevision);
    return { repaired: true, reapplied: false };
  }
  const limit = appliesPerHost * Math.max(1, hosts.length);
  const applies = await ports.applies.listByLab(lab.id, limit);
  const open = applies.filter((apply) => !apply.finishedAt);
  const present = applies.filter((apply) => apply.revision >= lab.hostRevision);
  // Applies to other hosts removed their orphans.
  const attempts = behind.map((host) => ({
    host,
    applies: present.filter(({ hostId }) => hostId === null || (host ?? hostId) === hostId),
  }));

  const latest = attempts.flatMap((one) => one.applies.slice(0, 1));
  const found = await Promise.all(
    [...new Set([...open, ...latest])].map(
      async (apply) => [apply, await recoverOutcome(apply, ports)] as const,
    ),
  );
  const ends = new Map(found);
  const due = attempts.filter((one) => isDue(one.applies, ends, ports.now().getTime()));
  const matched = attempts.every((one) => one.applies.some((apply) => ends.get(apply)?.matched));
  const repaired = matched || open.some((apply) => ends.get(apply));
  if (due.length === 0) return { repaired, reapplied: false };
  if (hosts.length <= 1) await ports.applyLab(lab.id);
  else
    await ports.applyLab(
      lab.id,
      due.flatMap(({ host }) => host ?? []),
    );
  return { repaired, reapplied: true };
}

type Ends = ReadonlyMap<Apply, Awaited<ReturnType<typeof recoverOutcome>>>;

/** Whether to send the lab to a host now. `applies` are those of the present revision, newest first. */
function isDue(applies: readonly Apply[], ends: Ends, now: number): boolean {
  if (applies.some((apply) => ends.get(apply)?.matched)) return false;
  if (applies.some((apply) => ends.has(apply) && !ends.get(apply))) return false;
  return nextRetryAt(applies.map((apply) => ends.get(apply)?.apply ?? apply)) <= now;
}
