import { hostOfSubject, isPlacedByContainer, type Lab, type Observation } from '@pineapple/core';
import type { ObservationStore } from '@pineapple/store';
import type { PublishLab } from './publish.ts';

/** The most phases of a container in a message of the bus. */
const mostPhases = 50;

export interface MarkLabLostPorts {
  readonly observations: Pick<ObservationStore, 'listByLab' | 'put'>;
  readonly publish: PublishLab;
  readonly now: () => Date;
}

/**
 * Marks the containers and networks of a lab on a lost host as LOST, because their state is unknown. A concurrent report
 * of the host wins. Safe to repeat.
 */
export async function markLabLost(
  ports: MarkLabLostPorts,
  lab: Lab,
  hostId: string,
  reason: string,
): Promise<void> {
  const { id: labId } = lab;
  const at = ports.now().toISOString();
  const rows = await ports.observations.listByLab(labId);
  await Promise.all(
    rows
      .filter((row) => !isPlacedByContainer(lab) || hostOfSubject(lab, row, row.hostId) === hostId)
      .filter(({ phase }) => phase !== 'LOST' && phase !== 'DELETED')
      .map(async (row) => {
        const lost = toLost(row, reason, at);
        if (!(await ports.observations.put(lost, row.version))) return;
        await ports.publish({ type: 'observed', labId, observation: lost });
      }),
  );
}

function toLost(row: Observation, reason: string, at: string): Observation {
  const change = { phase: 'LOST', reason, version: row.version + 1 } as const;
  if (row.kind === 'network') return { ...row, ...change };
  return { ...row, ...change, phases: [...row.phases.slice(1 - mostPhases), { phase: 'LOST', at }] };
}
