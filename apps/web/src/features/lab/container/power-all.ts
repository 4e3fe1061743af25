import type { Outcome } from '../../../client/outcome.ts';
import type { Lab } from '../model/lab.ts';
import type { ContainerActions } from './composables/use-container-actions.ts';
import { powerActionsIn, type PowerAction } from './power-actions.ts';

type Containers = Lab['containers'];

/** Those of the containers that the action is offered for. */
export function powerTargets(containers: Containers, action: PowerAction): Containers {
  return containers.filter(({ readiness }) => powerActionsIn(readiness.phase).includes(action));
}

/** Starts, stops or restarts containers. Resolves to the first failure if there is one. */
export async function powerAll(
  { power }: Pick<ContainerActions, 'power'>,
  action: PowerAction,
  containers: Containers,
): Promise<Outcome<unknown>> {
  const outcomes = await Promise.all(containers.map(({ id }) => power(action, id)));
  return outcomes.find(({ ok }) => !ok) ?? { ok: true, payload: null };
}
