import { ref, type Ref } from 'vue';
import type { Outcome } from '../../../../client/outcome.ts';
import type { Container } from '../../model/lab.ts';
import type { PowerAction } from '../power-actions.ts';
import type { ContainerActions } from './use-container-actions.ts';

export interface ContainerRow {
  /** What was asked for and not yet answered. */
  readonly pending: Ref<PowerAction | null>;
  readonly leaving: Ref<string | null>;
  /** Why the last request was refused. */
  readonly problem: Ref<string | null>;
  turn(how: PowerAction): Promise<void>;
  disconnect(networkId: string): Promise<void>;
}

/** What goes on in one container's row. */
export function useContainerRow(container: () => Container, actions: ContainerActions): ContainerRow {
  const pending = ref<PowerAction | null>(null);
  const leaving = ref<string | null>(null);
  const problem = ref<string | null>(null);

  async function tell(outcome: Promise<Outcome<unknown>>): Promise<void> {
    problem.value = null;
    const settled = await outcome;
    if (!settled.ok) problem.value = settled.problem.message;
  }

  return {
    pending,
    leaving,
    problem,
    async turn(how) {
      if (pending.value) return;
      pending.value = how;
      await tell(actions.turn(how, container().id));
      pending.value = null;
    },
    async disconnect(networkId) {
      if (leaving.value) return;
      leaving.value = networkId;
      await tell(actions.disconnect(container().id, networkId));
      leaving.value = null;
    },
  };
}
