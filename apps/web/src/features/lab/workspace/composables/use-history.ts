import { until } from '@vueuse/core';
import { computed, nextTick, ref, type ComputedRef, type Ref } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import { redoMutation, undoMutation } from '../documents.ts';
import type { Lab } from '../../model/lab.ts';

export type HistoryDirection = 'undo' | 'redo';

export interface HistoryStep {
  readonly can: boolean;
  readonly label: string | null;
}

export interface LabHistory {
  readonly undo: ComputedRef<HistoryStep>;
  readonly redo: ComputedRef<HistoryStep>;
  readonly busy: Ref<HistoryDirection | null>;
  /** What the step would lose, while the confirmation is open. */
  readonly warning: Ref<{
    readonly direction: HistoryDirection;
    readonly text: string;
    readonly label: string;
  } | null>;
  readonly problem: Ref<string | null>;
  /** The last step, for screen readers. */
  readonly announcement: Ref<string>;
  /** Asks for confirmation when data would be lost. */
  go(direction: HistoryDirection): Promise<void>;
  /** Confirms the warning. */
  confirm(): Promise<void>;
}

/** Undo and redo. The server keeps one history for all editors of a lab. */
export function useHistory(lab: () => Lab): LabHistory {
  const api = useApi();
  const busy = ref<HistoryDirection | null>(null);
  const warning = ref<{ direction: HistoryDirection; text: string; label: string } | null>(null);
  const problem = ref<string | null>(null);
  const announcement = ref('');
  const undo = computed(() => ({ can: lab().history.canUndo, label: lab().history.undoLabel }));
  const redo = computed(() => ({ can: lab().history.canRedo, label: lab().history.redoLabel }));

  /** The last request. The next one runs after it. */
  let last = Promise.resolve();

  /** Optimistic edits are visible before they are answered, and undo means the visible ones. */
  async function untilEditsAreAnswered(): Promise<void> {
    await until(api.pendingMutations).toBe(0);
    // The last answer reaches the lab with the next render.
    await nextTick();
  }

  async function make(direction: HistoryDirection): Promise<void> {
    const { id: labId, history } = lab();
    busy.value = direction;
    problem.value = null;
    // Only the visible step, not one that another editor has made since.
    const stepId = direction === 'undo' ? history.undoStepId : history.redoStepId;
    const input = { labId, stepId };
    const outcome =
      direction === 'undo'
        ? await api.mutate(undoMutation, { input })
        : await api.mutate(redoMutation, { input });
    busy.value = null;
    if (outcome.ok)
      announcement.value = `${direction === 'undo' ? 'Undone' : 'Redone'}: ${outcome.payload.label}`;
    else problem.value = outcome.problem.message;
  }

  async function ask(direction: HistoryDirection): Promise<void> {
    await untilEditsAreAnswered();
    const { history } = lab();
    const [can, text, label] =
      direction === 'undo'
        ? [history.canUndo, history.undoWarning, history.undoLabel]
        : [history.canRedo, history.redoWarning, history.redoLabel];
    if (!can) return;
    if (text) warning.value = { direction, text, label: label ?? '' };
    else await make(direction);
  }

  return {
    undo,
    redo,
    busy,
    warning,
    problem,
    announcement,
    go(direction) {
      // Two calls in a row are two steps.
      last = last.then(() => ask(direction));
      return last;
    },
    async confirm() {
      const asked = warning.value;
      if (!asked || busy.value) return;
      await make(asked.direction);
      warning.value = null;
    },
  };
}
