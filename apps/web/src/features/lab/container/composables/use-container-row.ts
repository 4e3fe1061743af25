import { ref, type Ref } from 'vue';
import type { Outcome } from '../../../../client/outcome.ts';
import type { Container } from '../../model/lab.ts';
import type { PowerAction } from '../power-actions.ts';
import type { ContainerActions } from './use-container-actions.ts';

interface ContainerRow {
  /** The power action that is not answered yet. */
  readonly pending: Ref<PowerAction | null>;
  /** The id of the network that is being disconnected. */
  readonly disconnecting: Ref<string | null>;
  /** Why the last request was refused. */
  readonly problem: Ref<string | null>;
  runPower(action: PowerAction): Promise<void>;
  disconnect(networkId: string): Promise<void>;
}

/** The state of one container's row or inspector: requests under way and the last problem. */
export function useContainerRow(container: () => Container, actions: ContainerActions): ContainerRow {
  const pending = ref<PowerAction | null>(null);
  const disconnecting = ref<string | null>(null);
  const problem = ref<string | null>(null);

  async function run(change: Promise<Outcome<unknown>>): Promise<void> {
    problem.value = null;
    const outcome = await change;
    if (!outcome.ok) problem.value = outcome.problem.message;
  }

  return {
    pending,
    disconnecting,
    problem,
    async runPower(action) {
      if (pending.value) return;
      pending.value = action;
      await run(actions.power(action, container().id));
      pending.value = null;
    },
    async disconnect(networkId) {
      if (disconnecting.value) return;
      disconnecting.value = networkId;
      await run(actions.disconnect(container().id, networkId));
      disconnecting.value = null;
    },
  };
}
