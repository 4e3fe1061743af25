import { type Readiness, settledPhases } from '@pineapple/core';
import type { ContainerModel } from './container-model.ts';

export type ReadinessModel = Readiness & { readonly container: ContainerModel };

/** The last readiness of a container that is gone, whether its host said so or never heard of it. */
export function goneReadiness(container: ContainerModel): ReadinessModel {
  const now = container.lab.scene.clock();
  const last = container.readinessAt(now);
  if (last.phase === 'DELETED') return last;
  const at = now.toISOString();
  return {
    ...last,
    phase: 'DELETED',
    reason: null,
    since: at,
    phases: [...last.phases, { phase: 'DELETED', at, durationMs: 0 }],
    version: last.version + 1,
  };
}

/** The same readiness at another moment: what is computed from the two states alone does not move. */
export function readinessLater(readiness: Readiness, now: Date): Readiness {
  const present = readiness.phases.at(-1);
  const first = readiness.phases[0];
  if (present === undefined || first === undefined) return readiness;
  const since = (at: string): number => Math.max(0, now.getTime() - Date.parse(at));
  const phases = readiness.phases.slice(0, -1);
  phases.push({ ...present, durationMs: since(present.at) });
  const elapsedMs = settledPhases.has(readiness.phase) ? readiness.elapsedMs : since(first.at);
  return { ...readiness, elapsedMs, phases };
}
