const shortestMs = 250;
const longestMs = 10_000;

/**
 * Milliseconds before try number `failures` + 1. Jittered, so that all who lost the same server don't come back in step.
 */
export function retryDelay(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestMs, shortestMs * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.3 + 0.7 * random()));
}
