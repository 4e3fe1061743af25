import type { ContainerPhase } from '../../../generated/graphql.ts';

export type PowerAction = 'start' | 'stop' | 'restart';

export const powerActionLabels: Readonly<
  Record<PowerAction, { readonly icon: string; readonly label: string }>
> = {
  start: { icon: 'i-lucide-play', label: 'Start' },
  stop: { icon: 'i-lucide-square', label: 'Stop' },
  restart: { icon: 'i-lucide-rotate-cw', label: 'Restart' },
};

/** The power actions to offer in a phase. The API decides whether they are valid. */
export function powerActionsIn(phase: ContainerPhase): readonly PowerAction[] {
  switch (phase) {
    case 'STOPPED':
    case 'STOPPING':
      return ['start'];
    case 'FAILED':
      return ['start', 'stop'];
    case 'DELETING':
    case 'DELETED':
      return [];
    default:
      return ['stop', 'restart'];
  }
}
