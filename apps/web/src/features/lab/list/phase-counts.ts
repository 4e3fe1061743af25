import type { ContainerPhase } from '../../../generated/graphql.ts';
import { containerPhaseWords, type PhaseWords } from '../../../ui/phase/phase-words.ts';

interface PhaseCount {
  readonly label: string;
  readonly count: number;
  readonly words: PhaseWords;
}

/** How many containers are failed, starting, ready and so on; problems first. */
export function countPhases(phases: readonly ContainerPhase[]): PhaseCount[] {
  const groups: readonly { label: string; shownAs: ContainerPhase; members: readonly ContainerPhase[] }[] = [
    { label: 'failed', shownAs: 'FAILED', members: ['FAILED'] },
    { label: 'lost', shownAs: 'LOST', members: ['LOST'] },
    { label: 'starting', shownAs: 'CONNECTED', members: ['PENDING', 'CREATED', 'CONNECTED', 'RUNNING'] },
    { label: 'ready', shownAs: 'READY', members: ['READY'] },
    { label: 'stopped', shownAs: 'STOPPED', members: ['STOPPING', 'STOPPED'] },
    { label: 'deleting', shownAs: 'DELETING', members: ['DELETING', 'DELETED'] },
  ];
  return groups.flatMap(({ label, shownAs, members }) => {
    const count = phases.filter((phase) => members.includes(phase)).length;
    return count === 0 ? [] : [{ label, count, words: containerPhaseWords[shownAs] }];
  });
}
