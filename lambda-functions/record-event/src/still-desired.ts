import type { Observation } from '@pineapple/core';

const reason = 'It was removed from its host and will be made again.';

/**
 * A container or network that its owner still wants is not gone when the host has lost it, for example because
 * somebody removed it by hand: it is pending again. Its record stays, so that its version never goes backwards.
 */
export function asStillDesired(report: Observation): Observation {
  if (report.phase !== 'DELETED') return report;
  if (report.kind === 'network') return { ...report, phase: 'PENDING', reason };
  const phases = report.phases.map((entry) =>
    entry.phase === 'DELETED' ? ({ phase: 'PENDING', at: entry.at } as const) : entry,
  );
  return { ...report, phase: 'PENDING', reason, phases };
}
