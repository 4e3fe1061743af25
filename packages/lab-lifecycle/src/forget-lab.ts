import { subjectId, type Observation } from '@pineapple/core';
import type { LabFiles } from '@pineapple/aws';
import type { LabStore, ObservationStore } from '@pineapple/store';
import type { PublishLab } from './publish.ts';

/** The most phases of a container in a message of the bus. */
const mostPhases = 50;

export interface ForgetLabPorts {
  readonly labs: Pick<LabStore, 'purge'>;
  readonly observations: Pick<ObservationStore, 'listByLab' | 'removeLab'>;
  readonly files: Pick<LabFiles, 'removeAll'>;
  readonly publish: PublishLab;
  readonly now: () => Date;
}

/**
 * Deletes all stored data of a deleted lab, once its hosts have nothing left of it. First publishes the end of its
 * containers and networks for their watchers. Safe to repeat.
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
  await ports.files.removeAll(labId);
  await ports.labs.purge(labId);
  await ports.publish({ type: 'deleted', labId });
}

function ended(row: Observation, at: string): Observation {
  const end = { phase: 'DELETED', reason: null, version: row.version + 1 } as const;
  if (row.kind === 'network') return { ...row, ...end };
  return { ...row, ...end, phases: [...row.phases.slice(1 - mostPhases), { phase: 'DELETED', at }] };
}
