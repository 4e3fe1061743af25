import type { Apply } from '@pineapple/store';

/** Seconds from the end of an apply to the next attempt: after the first, the second, … */
const delays = [30, 60, 120, 300];

/**
 * When a lab may be sent to its host again, in milliseconds since the epoch; 0 means at once.
 *
 * @param attempts - The applies since the last edit that concerned the host, newest first.
 */
export function nextRetryAt(attempts: readonly Apply[]): number {
  const [last] = attempts;
  if (!last) return 0;
  const seconds = delays[Math.min(attempts.length, delays.length) - 1] ?? 0;
  // An apply without a command ended when it was requested, even if that was noticed later.
  const endedAt = (last.commandId && last.finishedAt) || last.requestedAt;
  return Date.parse(endedAt) + seconds * 1000;
}
