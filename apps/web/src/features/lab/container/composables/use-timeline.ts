import { useIntervalFn } from '@vueuse/core';
import { computed, ref, watch, type ComputedRef } from 'vue';
import type { Readiness } from '../../model/lab.ts';
import { isMoving, timelineOf, type Timeline } from '../timeline.ts';

/** The timeline of a container. It ticks while a phase is in progress. */
export function useTimeline(readiness: () => Readiness, tickMs = 100): ComputedRef<Timeline> {
  const receivedAt = ref(performance.now());
  const now = ref(performance.now());
  const clock = useIntervalFn(() => (now.value = performance.now()), tickMs, { immediate: false });

  watch(
    // The same readiness read again from the cache must not restart the clock.
    [() => readiness().version, () => readiness().elapsedMs, () => readiness().phase],
    () => {
      receivedAt.value = performance.now();
      now.value = receivedAt.value;
      if (isMoving(readiness())) clock.resume();
      else clock.pause();
    },
    { immediate: true },
  );
  return computed(() => timelineOf(readiness(), now.value - receivedAt.value));
}
