import type { ContainerPhase } from '../../../generated/graphql.ts';
import { containerPhaseWords, type PhaseWords } from '../../../ui/phase/phase-words.ts';

export interface PhaseCount {
  readonly label: string;
  readonly count: number;
  readonly words: PhaseWords;
}

/** How many are ready, on their way, stopped and so on; the ones that need a look first. */
export function countPhases(phases: readonly ContainerPhase[]): PhaseCount[] {
  const groups: readonly { label: string; sign: ContainerPhase; members: readonly ContainerPhase[] }[] = [
    { label: 'failed', sign: 'FAILED', members: ['FAILED'] },
    { label: 'lost', sign: 'LOST', members: ['LOST'] },
    { label: 'on the way', sign: 'CONNECTED', members: ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'] },
    { label: 'ready', sign: 'READY', members: ['READY'] },
    { label: 'stopped', sign: 'STOPPED', members: ['STOPPING', 'STOPPED'] },
    { label: 'going', sign: 'DELETING', members: ['DELETING', 'DELETED'] },
  ];
  return groups.flatMap(({ label, sign, members }) => {
    const count = phases.filter((phase) => members.includes(phase)).length;
    return count === 0 ? [] : [{ label, count, words: containerPhaseWords[sign] }];
  });
}
