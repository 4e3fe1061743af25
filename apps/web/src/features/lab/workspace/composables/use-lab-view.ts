import { useLocalStorage } from '@vueuse/core';
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export type LabView = 'canvas' | 'table' | 'reach';

const isDrawn = (value: unknown): value is LabView => value === 'canvas' || value === 'table';
const isView = (value: unknown): value is LabView => isDrawn(value) || value === 'reach';

/** The view of the lab: from the URL, else the last one chosen in this browser. */
export function useLabView(): WritableComputedRef<LabView> {
  const stored = useLocalStorage<string>('pineapple-lab-view', 'canvas');
  const route = useRoute();
  const router = useRouter();
  return computed({
    get() {
      const wanted = route.query['view'];
      if (isView(wanted)) return wanted;
      return isDrawn(stored.value) ? stored.value : 'canvas';
    },
    set(view) {
      // A lab opens with a view of it. A check starts only when it is asked for.
      if (isDrawn(view)) stored.value = view;
      void router.replace({ query: { ...route.query, view } });
    },
  });
}
