import type { Apply } from '@pineapple/store';

/** How long an apply may be on record without a command, in milliseconds: longer than apply-lab may run, which is 30 s. */
export const longestSendMs = 45_000;

export const neverSent = 'The command was never sent: the function that was about to send it has ended.';

/**
 * A record as it has to be read. One that was never sent is open for as long as somebody may be about to send it; what
 * that function did not live to write down is known by then, whoever brings the lab about instead.
 */
export function knownApply(apply: Apply, now: Date): Apply {
  const end = Date.parse(apply.requestedAt) + longestSendMs;
  if (apply.finishedAt !== null || apply.commandId !== null || now.getTime() < end) return apply;
  return { ...apply, status: 'FAILED', errorOutput: neverSent, finishedAt: new Date(end).toISOString() };
}
