import { ref, type Ref } from 'vue';
import type { Outcome } from '../client/outcome.ts';

/** A change that needs confirmation: the state of its dialog, progress and error. */
export function useConfirmed(
  change: () => Promise<Outcome<unknown>>,
  done: () => void = () => undefined,
): {
  open: Ref<boolean>;
  busy: Ref<boolean>;
  problem: Ref<string | null>;
  ask(): void;
  confirm(): Promise<void>;
} {
  const open = ref(false);
  const busy = ref(false);
  const problem = ref<string | null>(null);

  return {
    open,
    busy,
    problem,
    ask() {
      problem.value = null;
      open.value = true;
    },
    async confirm() {
      if (busy.value) return;
      busy.value = true;
      problem.value = null;
      const outcome = await change();
      busy.value = false;
      if (!outcome.ok && outcome.problem.code !== 'NOT_FOUND') {
        problem.value = outcome.problem.message;
        return;
      }
      open.value = false;
      done();
    },
  };
}
