import { useLocalStorage } from '@vueuse/core';
import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export type LabView = 'canvas' | 'table';

const isView = (value: unknown): value is LabView => value === 'canvas' || value === 'table';

/** How the lab is shown: as the address says, else as last chosen on this machine. */
export function useLabView(): WritableComputedRef<LabView> {
  const stored = useLocalStorage<string>('pineapple-lab-view', 'canvas');
  const route = useRoute();
  const router = useRouter();
  return computed({
    get() {
      const asked = route.query['view'];
      if (isView(asked)) return asked;
      return isView(stored.value) ? stored.value : 'canvas';
    },
    set(view) {
      stored.value = view;
      void router.replace({ query: { ...route.query, view } });
    },
  });
}
