import { useLocalStorage } from '@vueuse/core';
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export type LabView = 'canvas' | 'table';

const isView = (value: unknown): value is LabView => value === 'canvas' || value === 'table';

/** The view of the lab: from the URL, else the last one chosen in this browser. */
export function useLabView(): WritableComputedRef<LabView> {
  const stored = useLocalStorage<string>('pineapple-lab-view', 'canvas');
  const route = useRoute();
  const router = useRouter();
  return computed({
    get() {
      const wanted = route.query['view'];
      if (isView(wanted)) return wanted;
      return isView(stored.value) ? stored.value : 'canvas';
    },
    set(view) {
      stored.value = view;
      void router.replace({ query: { ...route.query, view } });
    },
  });
}
