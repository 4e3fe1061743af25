import { until } from '@vueuse/core';
import { computed, nextTick, ref, type ComputedRef, type Ref } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import { redoMutation, undoMutation } from '../documents.ts';
import type { Lab } from '../../model/lab.ts';

export type HistoryWay = 'undo' | 'redo';

export interface HistoryStep {
  readonly can: boolean;
  readonly label: string | null;
}

export interface LabHistory {
  readonly undo: ComputedRef<HistoryStep>;
  readonly redo: ComputedRef<HistoryStep>;
  readonly busy: Ref<HistoryWay | null>;
  /** What would be lost, for as long as it is asked whether to go on. */
  readonly warning: Ref<{ readonly way: HistoryWay; readonly text: string; readonly label: string } | null>;
  readonly problem: Ref<string | null>;
  /** What was done last, for those who did not see it. */
  readonly said: Ref<string>;
  /** Asks first where something is lost. */
  go(way: HistoryWay): Promise<void>;
  /** After the warning. */
  confirm(): Promise<void>;
}

/** Undo and redo: kept by the server for all who edit the lab. */
export function useHistory(lab: () => Lab): LabHistory {
  const api = useApi();
  const busy = ref<HistoryWay | null>(null);
  const warning = ref<{ way: HistoryWay; text: string; label: string } | null>(null);
  const problem = ref<string | null>(null);
  const said = ref('');
  const undo = computed(() => ({ can: lab().history.canUndo, label: lab().history.undoLabel }));
  const redo = computed(() => ({ can: lab().history.canRedo, label: lab().history.redoLabel }));

  /** What was asked for last; the next one's turn comes after it. */
  let last = Promise.resolve();

  /** An edit is seen before it is answered, and what is seen is what one wants to take back. */
  async function untilEditsAreKnown(): Promise<void> {
    await until(api.changing).toBe(0);
    // What the last answer said of the lab comes with the next rendering.
    await nextTick();
  }

  async function make(way: HistoryWay): Promise<void> {
    const { id: labId, history } = lab();
    busy.value = way;
    problem.value = null;
    // The step that was seen, and no other that somebody made meanwhile.
    const stepId = way === 'undo' ? history.undoStepId : history.redoStepId;
    const input = { labId, stepId };
    const outcome =
      way === 'undo' ? await api.change(undoMutation, { input }) : await api.change(redoMutation, { input });
    busy.value = null;
    if (outcome.ok) said.value = `${way === 'undo' ? 'Undone' : 'Redone'}: ${outcome.payload.label}`;
    else problem.value = outcome.problem.message;
  }

  async function ask(way: HistoryWay): Promise<void> {
    await untilEditsAreKnown();
    const { history } = lab();
    const [can, text, label] =
      way === 'undo'
        ? [history.canUndo, history.undoWarning, history.undoLabel]
        : [history.canRedo, history.redoWarning, history.redoLabel];
    if (!can) return;
    if (text) warning.value = { way, text, label: label ?? '' };
    else await make(way);
  }

  return {
    undo,
    redo,
    busy,
    warning,
    problem,
    said,
    go(way) {
      // Pressed twice in a row, it means two steps.
      last = last.then(() => ask(way));
      return last;
    },
    async confirm() {
      const asked = warning.value;
      if (!asked || busy.value) return;
      await make(asked.way);
      warning.value = null;
    },
  };
}
