import { type Readiness, stablePhases } from '@pineapple/core';

/** The same readiness at another moment: only the durations that still grow change. */
export function readinessLater(readiness: Readiness, now: Date): Readiness {
  const current = readiness.phases.at(-1);
  const first = readiness.phases[0];
  if (current === undefined || first === undefined) return readiness;
  const since = (at: string): number => Math.max(0, now.getTime() - Date.parse(at));
  const phases = readiness.phases.slice(0, -1);
  phases.push({ ...current, durationMs: since(current.at) });
  const elapsedMs = stablePhases.has(readiness.phase) ? readiness.elapsedMs : since(first.at);
  return { ...readiness, elapsedMs, phases };
}
