import type { ContainerPhase } from '../../../generated/graphql.ts';
import type { Switch } from './composables/use-container-actions.ts';

/** What can be asked of a container in this phase; the API has the last word. */
export function switchesFor(phase: ContainerPhase): readonly Switch[] {
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
