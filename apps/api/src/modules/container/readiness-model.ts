import type { Readiness } from '@pineapple/core';
import type { ContainerModel } from './container-model.ts';

export type ReadinessModel = Readiness & { readonly container: ContainerModel };

/** The last readiness of a container that is gone, whether its host said so or never heard of it. */
export function goneReadiness(container: ContainerModel): ReadinessModel {
  const last = container.readiness;
  if (last.phase === 'DELETED') return last;
  const at = container.lab.scene.clock().toISOString();
  return {
    ...last,
    phase: 'DELETED',
    reason: null,
    since: at,
    phases: [...last.phases, { phase: 'DELETED', at, durationMs: 0 }],
    version: last.version + 1,
  };
}
