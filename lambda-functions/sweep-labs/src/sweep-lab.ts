import { hostsBehind, type Lab } from '@pineapple/core';
import { settleLab } from '@pineapple/lab-lifecycle';
import type { Apply } from '@pineapple/store';
import { findEnd } from './find-end.ts';
import type { SweepPorts } from './ports.ts';
import { nextTryAt } from './retry-distance.ts';

/** Enough to see how often the present revision was tried on a host. */
const appliesLookedAt = 8;

export interface Swept {
  /** An end that had been missed is on record now. */
  readonly repaired: boolean;
  /** The lab was sent to its host, or to some of its hosts, again. */
  readonly reapplied: boolean;
}

/**
 * Finds out why a lab is not settled and does what is missing: an apply's end was not recorded, the lab was not
 * settled after it, or the lab has to be sent again, of a wide one to whichever host does not match it. Two sweeps at the
 * same lab do no harm.
 */
export async function sweepLab(lab: Lab, ports: SweepPorts): Promise<Swept> {
  const { hosts } = lab.placement;
  const behind = hosts.length === 0 ? [null] : hostsBehind(lab);
  if (behind.length === 0) {
    await settleLab(ports, lab, lab.hostRevision);
    return { repaired: true, reapplied: false };
  }
  const looked = appliesLookedAt * Math.max(1, hosts.length);
  const applies = await ports.applies.listByLab(lab.id, looked);
  const open = applies.filter((apply) => !apply.finishedAt);
  const present = applies.filter((apply) => apply.revision >= lab.hostRevision);
  // What was sent to another host was to clear away what it had left.
  const tries = behind.map((host) => ({
    host,
    applies: present.filter(({ hostId }) => hostId === null || (host ?? hostId) === hostId),
  }));

  const latest = tries.flatMap((one) => one.applies.slice(0, 1));
  const found = await Promise.all(
    [...new Set([...open, ...latest])].map(async (apply) => [apply, await findEnd(apply, ports)] as const),
  );
  const ends = new Map(found);
  const due = tries.filter((one) => isDue(one.applies, ends, ports.now().getTime()));
  const matched = tries.every((one) => one.applies.some((apply) => ends.get(apply)?.matched));
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

type Ends = ReadonlyMap<Apply, Awaited<ReturnType<typeof findEnd>>>;

/** Whether a host is to be sent the lab now, after these applies of its present revision, newest first. */
function isDue(applies: readonly Apply[], ends: Ends, now: number): boolean {
  if (applies.some((apply) => ends.get(apply)?.matched)) return false;
  if (applies.some((apply) => ends.has(apply) && !ends.get(apply))) return false;
  return nextTryAt(applies.map((apply) => ends.get(apply)?.apply ?? apply)) <= now;
}
