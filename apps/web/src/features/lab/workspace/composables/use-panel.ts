import { useLocalStorage, useMediaQuery } from '@vueuse/core';
import { computed, ref, watch, type ComputedRef, type Ref, type WritableComputedRef } from 'vue';

export type PanelTab = 'inspector' | 'activity' | 'applies';

export const panelTabs: readonly { readonly tab: PanelTab; readonly label: string }[] = [
  { tab: 'inspector', label: 'Inspector' },
  { tab: 'activity', label: 'Activity' },
  { tab: 'applies', label: 'Deployments' },
];

/** The open form of the inspector. `link` is for a selected wire. */
export type PanelTask = 'connect' | 'rename' | 'link' | null;

/** The panel beside the canvas. On a wide screen its state is stored; on a narrow one it is a sheet, closed at first. */
export function usePanel(selectionKey: () => string): {
  readonly tab: WritableComputedRef<PanelTab>;
  readonly open: WritableComputedRef<boolean>;
  readonly wide: ComputedRef<boolean>;
  readonly task: Ref<PanelTask>;
} {
  const wide = useMediaQuery('(min-width: 1024px)');
  const storedTab = useLocalStorage<string>('pineapple-panel-tab', 'inspector');
  const storedOpen = useLocalStorage('pineapple-panel-open', true);
  const sheet = ref(false);
  const task = ref<PanelTask>(null);
  watch(selectionKey, () => (task.value = null));

  return {
    wide: computed(() => wide.value),
    task,
    tab: computed({
      get: () => panelTabs.find(({ tab }) => tab === storedTab.value)?.tab ?? 'inspector',
      set: (tab) => (storedTab.value = tab),
    }),
    open: computed({
      get: () => (wide.value ? storedOpen.value : sheet.value),
      set: (open) => {
        if (wide.value) storedOpen.value = open;
        else sheet.value = open;
      },
    }),
  };
}
