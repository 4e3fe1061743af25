import { counted } from '../../ui/counted.ts';
import type { HostState } from '../../generated/graphql.ts';
import type { PhaseWords } from '../../ui/phase/phase-words.ts';
import type { Host } from './use-hosts.ts';

/** The label, colour and glyph of each host state. */
export const hostStateWords: Readonly<Record<HostState, PhaseWords>> = {
  READY: {
    label: 'Ready',
    tone: 'leaf',
    glyph: { kind: 'check' },
    moving: false,
    meaning: 'Accepts labs',
  },
  CORDONED: {
    label: 'Cordoned',
    tone: 'still',
    glyph: { kind: 'half-square' },
    moving: false,
    meaning: 'Keeps its labs and accepts no new ones',
  },
  DOCKER_DOWN: {
    label: 'Docker down',
    tone: 'brick',
    glyph: { kind: 'bang' },
    moving: false,
    meaning: 'The agent responds, but Docker does not',
  },
  LOST: {
    label: 'Lost',
    tone: 'clay',
    glyph: { kind: 'question' },
    moving: false,
    meaning: 'No recent report from the host',
  },
};

/** The consequences of draining a host, for the confirmation dialog. */
export function describeDrain(host: Host, others: readonly Host[]): string {
  const labs = host.room?.labs ?? null;
  if (labs === 0) return 'The host has no labs. It accepts none until it is uncordoned.';
  const subject = labs === null ? 'All its labs' : counted(labs, 'lab');
  const verb = labs === 1 ? 'moves' : 'move';
  const destination = others.some(({ state }) => state === 'READY')
    ? `${subject} ${verb} to other hosts and start with empty containers.`
    : `${subject} ${verb} off the host and must wait: no other host is ready.`;
  return `${destination} Files, processes and terminals in the containers are lost. The host accepts no labs until it is uncordoned.`;
}
