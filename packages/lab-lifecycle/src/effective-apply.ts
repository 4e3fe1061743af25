import type { Apply } from '@pineapple/store';

/** How long an apply may stay without a command. Longer than apply-lab may run: 40 s in Terraform, 30 s on one machine. */
export const longestSendMs = 45_000;

export const neverSent = 'The command was never sent because the apply-lab function ended early.';

/**
 * The apply as it has to be shown. A record without a command is open while its function may still run, and failed after
 * that, even if the function ended before it could record the failure.
 */
export function effectiveApply(apply: Apply, now: Date): Apply {
  const end = Date.parse(apply.requestedAt) + longestSendMs;
  if (apply.finishedAt !== null || apply.commandId !== null || now.getTime() < end) return apply;
  return { ...apply, status: 'FAILED', errorOutput: neverSent, finishedAt: new Date(end).toISOString() };
}
