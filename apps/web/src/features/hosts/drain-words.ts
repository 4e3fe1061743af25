import { counted } from '../../ui/counted.ts';
import type { Host } from './use-hosts.ts';

/** What a drain of a host does, for who is asked whether to do it. */
export function whatDrainDoes(host: Host, others: readonly Host[]): string {
  const labs = host.room?.labs ?? null;
  if (labs === 0) return 'It has no labs, and takes none until it is uncordoned.';
  const who =
    labs === null ? 'All its labs leave' : `${counted(labs, 'lab')} ${labs === 1 ? 'leaves' : 'leave'}`;
  const where = others.some(({ state }) => state === 'READY')
    ? 'to be made anew elsewhere'
    : 'and must wait: no other host is ready to have them made anew';
  return `${who} it ${where}. What is inside the containers is gone: files, processes, terminals. The host takes no labs until it is uncordoned.`;
}
