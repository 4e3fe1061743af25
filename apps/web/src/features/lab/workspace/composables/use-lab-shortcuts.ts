import { watch } from 'vue';
import { useShortcuts, registerShortcut, type Shortcut } from '../../../../ui/page/shortcuts.ts';
import type { Creation } from '../../canvas/use-palette-drag.ts';
import type { Image } from '../../container/composables/use-images.ts';
import type { HistoryWay } from './use-history.ts';

/** What the keys of the lab page can ask for. */
export interface LabCommands {
  onCanvas(): boolean;
  /** Whether a node is focused or alone selected, so that one can speak of "it". */
  hasNode(kind?: 'container'): boolean;
  images(): readonly Image[];
  history(way: HistoryWay): void;
  add(creation: Creation): void;
  connect(): void;
  rename(): void;
  remove(): void;
  openPane(kind: 'terminal' | 'logs' | 'stats'): void;
  fit(): void;
  zoom(direction: 'in' | 'out'): void;
  arrange(): void;
  toggleMap(): void;
  togglePanel(): void;
  toggleView(): void;
  selectAll(): void;
  clear(): void;
}

/** The keys of the lab page. Images have the digits in the order of the palette. */
export function useLabShortcuts(commands: LabCommands): void {
  const { onCanvas, hasNode } = commands;
  const lab = (part: Omit<Shortcut, 'group'>): Shortcut => ({ group: 'Lab', ...part });
  const canvas = (part: Omit<Shortcut, 'group'>): Shortcut => ({ group: 'Canvas', when: onCanvas, ...part });
  const pane = (part: Omit<Shortcut, 'group'>): Shortcut =>
    canvas({ when: () => onCanvas() && hasNode('container'), ...part });

  registerShortcut(
    lab({
      keys: ['mod+z'],
      label: 'Undo',
      run: () => commands.history('undo'),
    }),
    lab({
      keys: ['mod+shift+z', 'mod+y'],
      label: 'Redo',
      run: () => commands.history('redo'),
    }),
    lab({ keys: ['v'], label: 'Switch between canvas and table', run: commands.toggleView }),
    canvas({ keys: ['n'], label: 'Add a network', run: () => commands.add({ kind: 'network' }) }),
    canvas({
      keys: ['c'],
      label: 'Connect it to a network',
      run: commands.connect,
      when: () => onCanvas() && hasNode('container'),
    }),
    canvas({
      keys: ['f2', 'r'],
      label: 'Rename it',
      run: commands.rename,
      when: () => onCanvas() && hasNode(),
    }),
    pane({ keys: ['t'], label: 'Open its terminal', run: () => commands.openPane('terminal') }),
    pane({ keys: ['o'], label: 'Open its log', run: () => commands.openPane('logs') }),
    pane({ keys: ['s'], label: 'Open its stats', run: () => commands.openPane('stats') }),
    canvas({ keys: ['delete', 'backspace'], label: 'Delete the selection', run: commands.remove }),
    canvas({ keys: ['mod+a'], label: 'Select everything', run: commands.selectAll }),
    canvas({ keys: ['escape'], label: 'Select nothing', run: commands.clear }),
    canvas({ keys: ['f'], label: 'Show everything', run: commands.fit }),
    canvas({ keys: ['+', '='], label: 'Zoom in', run: () => commands.zoom('in') }),
    canvas({ keys: ['-'], label: 'Zoom out', run: () => commands.zoom('out') }),
    canvas({ keys: ['l'], label: 'Arrange everything', run: commands.arrange }),
    canvas({ keys: ['m'], label: 'Mini-map', run: commands.toggleMap }),
    canvas({ keys: ['i'], label: 'Panel', run: commands.togglePanel }),
  );

  const shortcuts = useShortcuts();
  watch(
    commands.images,
    (images, _, onCleanup) => {
      const stops = images.slice(0, 9).map(({ name }, index) =>
        shortcuts.register(
          canvas({
            keys: [`${index + 1}`],
            label: `Add a ${name}`,
            run: () => commands.add({ kind: 'container', image: name }),
          }),
        ),
      );
      onCleanup(() => stops.forEach((stop) => stop()));
    },
    { immediate: true },
  );
}
