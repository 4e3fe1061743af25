import { useLocalStorage } from '@vueuse/core';
import {
  computed,
  inject,
  provide,
  ref,
  shallowReactive,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue';
import { useApi } from '../../client/api-client.ts';
import { createSignal, type Signal } from '../../client/signal.ts';
import { activateTab, openTab, splitGroup } from './change-layout.ts';
import { makeTab, nextTerminalName, tabsOf, type DockLayout, type DockTab } from './dock-layout.ts';
import { readDock, writeDock } from './stored-dock.ts';
import { containerTerminalsQuery } from '../documents.ts';

/** The state of a pane, shown on its tab. */
export type PaneMark = 'calm' | 'busy' | 'ended';

export interface Dock {
  readonly layout: Readonly<ShallowRef<DockLayout>>;
  readonly tabs: ComputedRef<readonly DockTab[]>;
  readonly height: Ref<number>;
  /** Whether panes are shown, not only the tabs. */
  readonly open: Ref<boolean>;
  readonly full: Ref<boolean>;
  readonly fontSize: Ref<number>;
  readonly marks: Map<string, PaneMark>;
  /** Emits the id of a tab whose pane should get the focus. */
  readonly focus: Signal<string>;
  /** Changes the layout. All changes go through here, so that each is stored. */
  change(change: (layout: DockLayout) => DockLayout): void;
  /** Activates a tab and focuses its pane. */
  show(tabId: string): void;
  openTerminal(containerId: string): void;
  /** Opens a tab for each container that has none, and focuses the first. The others connect when they are shown. */
  openTerminals(containerIds: readonly string[]): void;
  openLogs(containerId: string): void;
  openStats(containerId: string): void;
  /** Shows the network tables of a container. */
  openTables(containerId: string): void;
  /** Captures the packets of an interface. */
  openCapture(containerId: string, interfaceName: string): void;
  /** Captures several interfaces and networks of the lab, merged by time. @param points as an address of captures has them */
  openMergedCapture(points: readonly string[], title: string): void;
  /** Opens another terminal of the container, in a split of the group if one is given. */
  addTerminal(
    containerId: string,
    at?: { readonly groupId: string; readonly direction: 'row' | 'column' },
  ): Promise<void>;
}

const dockKey: InjectionKey<Dock> = Symbol('dock');
const fontSizes = { smallest: 9, normal: 13, largest: 28 } as const;

/** Creates the dock of a lab and provides it to this component and its descendants. */
export function provideDock(labId: () => string): Dock {
  const api = useApi();
  const layout = shallowRef<DockLayout>({ root: null, focused: '' });
  const height = ref(0);
  const open = ref(true);
  const full = ref(false);
  const marks = shallowReactive(new Map<string, PaneMark>());
  const focus = createSignal<string>();
  const storedSize = useLocalStorage<number>('pineapple-terminal-font-size', fontSizes.normal);

  watch(
    labId,
    (id) => {
      ({ layout: layout.value, height: height.value, open: open.value } = readDock(id));
      full.value = false;
    },
    { immediate: true },
  );
  watch([layout, height, open], () =>
    writeDock(labId(), { layout: layout.value, height: height.value, open: open.value }),
  );
  watch(
    () => layout.value.root,
    (root) => !root && (full.value = false),
  );

  const tabs = computed(() => tabsOf(layout.value));

  function change(next: (layout: DockLayout) => DockLayout): void {
    layout.value = next(layout.value);
    const there = new Set(tabs.value.map(({ id }) => id));
    for (const id of marks.keys()) if (!there.has(id)) marks.delete(id);
  }
  function terminalOf(containerId: string): DockTab {
    const there = tabs.value.find((tab) => tab.kind === 'terminal' && tab.containerId === containerId);
    return there ?? makeTab('terminal', containerId);
  }
  function reveal(tab: DockTab): void {
    open.value = true;
    change((current) => openTab(current, tab));
    focus.emit(tab.id);
  }

  const dock: Dock = {
    layout,
    tabs,
    height,
    open,
    full,
    marks,
    focus,
    change,
    fontSize: computed({
      get: () => boundedSize(storedSize.value),
      set: (size) => (storedSize.value = boundedSize(size)),
    }),
    show(tabId) {
      open.value = true;
      change((current) => activateTab(current, tabId));
      focus.emit(tabId);
    },
    openTerminal: (containerId) => reveal(terminalOf(containerId)),
    openTerminals(containerIds) {
      const [first, ...others] = containerIds.map(terminalOf);
      if (!first) return;
      // One change, so that only the first is shown and connects.
      change((current) => [first, ...others].reduce(openTab, current));
      reveal(first);
    },
    openLogs: (containerId) => reveal(makeTab('logs', containerId)),
    openStats: (containerId) => reveal(makeTab('stats', containerId)),
    openTables: (containerId) => reveal(makeTab('tables', containerId)),
    openCapture: (containerId, name) => reveal(makeTab('capture', containerId, name)),
    openMergedCapture: (points, title) =>
      reveal({ ...makeTab('capture', labId(), points.join(',')), title: title.slice(0, 40) }),
    async addTerminal(containerId, at) {
      // If the host does not respond, only this page's terminals are known.
      const answer = await api.query(containerTerminalsQuery, { id: containerId }).catch(() => null);
      const container = answer?.node?.__typename === 'Container' ? answer.node : null;
      const taken = new Set(container?.terminals.map(({ name }) => name));
      for (const tab of tabs.value) if (tab.containerId === containerId) taken.add(tab.terminal);
      const tab = makeTab('terminal', containerId, nextTerminalName(taken));
      if (at) change((current) => splitGroup(current, at.groupId, at.direction, tab));
      reveal(tab);
    },
  };
  provide(dockKey, dock);
  return dock;
}

/** The dock of the surrounding lab. Null outside a lab. */
export function useDock(): Dock | null {
  return inject(dockKey, null);
}

function boundedSize(size: number): number {
  return Math.min(fontSizes.largest, Math.max(fontSizes.smallest, Math.round(size) || fontSizes.normal));
}
