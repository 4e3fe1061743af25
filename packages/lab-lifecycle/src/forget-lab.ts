import { subjectId, type Observation } from '@pineapple/core';
import type { LabStore, ObservationStore } from '@pineapple/store';
import type { PublishLab } from './publish.ts';

/** A message on the bus carries no more phases of a container. */
const mostPhases = 50;

export interface ForgetLabPorts {
  readonly labs: Pick<LabStore, 'purge'>;
  readonly observations: Pick<ObservationStore, 'listByLab' | 'removeLab'>;
  readonly publish: PublishLab;
  readonly now: () => Date;
}

/**
 * Drops everything that is stored about a deleted lab. To be called only when its hosts have nothing of it left.
 * Whoever still watches a container or network of it is told of its end first. Safe to repeat.
 */
export async function forgetLab(ports: ForgetLabPorts, labId: string): Promise<void> {
  const left = await ports.observations.listByLab(labId);
  const at = ports.now().toISOString();
  for (const row of left) {
    const { hostId, sequence } = row;
    await Promise.all([
      ports.publish({ type: 'observed', labId, observation: ended(row, at) }),
      ports.publish({ type: 'gone', labId, subjectId: subjectId(row), last: { hostId, sequence } }),
    ]);
  }
  await ports.observations.removeLab(labId);
  await ports.labs.purge(labId);
  await ports.publish({ type: 'deleted', labId });
}

function ended(row: Observation, at: string): Observation {
  const end = { phase: 'DELETED', reason: null, version: row.version + 1 } as const;
  if (row.kind === 'network') return { ...row, ...end };
  return { ...row, ...end, phases: [...row.phases.slice(1 - mostPhases), { phase: 'DELETED', at }] };
}
