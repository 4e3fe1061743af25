import type { Lab } from '@pineapple/core';
import { findEnd } from './find-end.ts';
import type { SweepPorts } from './ports.ts';
import { nextTryAt } from './retry-distance.ts';

/** Enough to see how often the present revision was tried. */
const appliesLookedAt = 8;

export interface Swept {
  /** An end that had been missed is on record now. */
  readonly repaired: boolean;
  /** The lab was sent to its host again. */
  readonly reapplied: boolean;
}

/**
 * Finds out why a lab is not settled and does what is missing: an apply's end was not recorded, the lab was not
 * settled after it, or the lab has to be sent again. Two sweeps at the same lab do no harm.
 */
export async function sweepLab(lab: Lab, ports: SweepPorts): Promise<Swept> {
  const applies = await ports.applies.listByLab(lab.id, appliesLookedAt);
  const open = applies.filter((apply) => !apply.finishedAt);
  // What was sent to another host was to clear away what it had left.
  const here = applies.filter(({ hostId }) => hostId === null || (lab.hostId ?? hostId) === hostId);
  const present = here.filter((apply) => apply.revision >= lab.hostRevision);

  const found = await Promise.all(
    [...new Set([...open, ...present.slice(0, 1)])].map(
      async (apply) => [apply, await findEnd(apply, ports)] as const,
    ),
  );
  const ends = new Map(found);
  const repaired = open.some((apply) => ends.get(apply));
  if (present.some((apply) => ends.get(apply)?.matched)) return { repaired: true, reapplied: false };

  const waiting = present.some((apply) => ends.has(apply) && !ends.get(apply));
  const tried = present.map((apply) => ends.get(apply)?.apply ?? apply);
  if (waiting || nextTryAt(tried) > ports.now().getTime()) return { repaired, reapplied: false };
  await ports.applyLab(lab.id);
  return { repaired, reapplied: true };
}
