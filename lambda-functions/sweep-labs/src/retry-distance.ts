import type { Apply } from '@pineapple/store';

/** Seconds from the end of an apply to the next try: after the first, the second, … */
const distances = [30, 60, 120, 300];

/**
 * When a lab may be sent to its host again, in milliseconds since the epoch; 0 when it may be at once.
 *
 * @param tried - The applies since the last edit that concerned the host, newest first. Each such edit starts afresh.
 */
export function nextTryAt(tried: readonly Apply[]): number {
  const [last] = tried;
  if (!last) return 0;
  const seconds = distances[Math.min(tried.length, distances.length) - 1] ?? 0;
  // What never became a command was over as soon as it was asked for, whenever that was noticed.
  const over = (last.commandId && last.finishedAt) || last.requestedAt;
  return Date.parse(over) + seconds * 1000;
}
