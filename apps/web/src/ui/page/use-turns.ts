import { onScopeDispose, readonly, ref, type Ref } from 'vue';
import { nextTask } from './next-task.ts';

/**
 * Counts from 0 to `last`, one more in each task. Parts of a page that wait for their number mount in tasks of their own,
 * so that the browser handles input and paints in between.
 */
export function useTurns(last: number): Readonly<Ref<number>> {
  const turn = ref(0);
  let isMounted = true;
  onScopeDispose(() => (isMounted = false));
  const count = async (): Promise<void> => {
    while (turn.value < last) {
      await nextTask();
      if (!isMounted) return;
      turn.value += 1;
    }
  };
  void count();
  return readonly(turn);
}
