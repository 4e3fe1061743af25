import { counted } from '../../ui/counted.ts';
import type { Host } from './composables/use-hosts.ts';

/** What a drain of a host does, for who is asked whether to do it. */
export function whatDrainDoes(host: Host, others: readonly Host[]): string {
  const labs = host.room?.labs ?? null;
  if (labs === 0) return 'It has no labs, and takes none until it is uncordoned.';
  const which =
    labs === null ? 'All labs on it are' : `${counted(labs, 'lab')} on it ${labs === 1 ? 'is' : 'are'}`;
  const where = others.some(({ state }) => state === 'READY')
    ? 'made anew on other hosts'
    : 'taken off it. No other host is ready, so they wait until one is, and are made anew then';
  return `${which} ${where}. What is inside their containers is gone: files, processes, terminals. The host takes no labs until it is uncordoned.`;
}
