import { watch } from 'vue';
import { listOwnKeys, registerShortcut, useShortcuts, type Shortcut } from '../../../../ui/page/shortcuts.ts';
import type { Alignment } from '../../canvas/layout/align.ts';
import { paletteItems } from '../../canvas/palette/palette-items.ts';
import type { Creation } from '../../canvas/palette/use-palette-drag.ts';
import type { Image } from '../../container/composables/use-images.ts';
import type { PowerAction } from '../../container/power-actions.ts';
import type { LabFileFormat } from '../../../../generated/graphql.ts';
import { alignments } from '../menu/selection-entries.ts';
import { labExports } from '../menu/lab-exports.ts';
import type { HistoryDirection } from './use-history.ts';

/** What the shortcuts of the lab page do. */
interface LabCommands {
  onCanvas(): boolean;
  /** Whether one node is focused or selected. */
  hasNode(kind?: 'container'): boolean;
  images(): readonly Image[];
  history(direction: HistoryDirection): void;
  add(creation: Creation): void;
  openPalette(): void;
  connect(): void;
  rename(): void;
  remove(): void;
  /** Whether nodes are selected, and no text is. */
  hasNodes(): boolean;
  duplicate(): void;
  copy(): void;
  canPaste(): boolean;
  paste(): void;
  openPane(kind: 'terminal' | 'logs' | 'stats'): void;
  /** Whether the action is offered for any container. */
  canPower(action: PowerAction): boolean;
  /** For all containers. */
  power(action: PowerAction): void;
  openAllTerminals(): void;
  fit(): void;
  zoomToSelection(): void;
  zoom(direction: 'in' | 'out'): void;
  arrange(): void;
  align(alignment: Alignment): void;
  exportAs(format: 'svg' | 'png'): void;
  exportFiles(format: LabFileFormat): void;
  toggleMap(): void;
  toggleTraffic(): void;
  toggleSessions(): void;
  togglePackets(): void;
  togglePanel(): void;
  toggleView(): void;
  checkReachability(): void;
  selectAll(): void;
  clear(): void;
}

/**
 * The shortcuts of the lab page. Keys that change the drawing at once need a modifier or a focused node, so that words
 * typed by mistake change nothing.
 */
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
    lab({ keys: ['v'], label: 'Toggle canvas and table', run: commands.toggleView }),
    lab({ keys: [], label: 'Check reachability', run: commands.checkReachability }),
    ...(['start', 'stop'] as const).map((action) =>
      lab({
        keys: [],
        label: action === 'start' ? 'Start all' : 'Stop all',
        when: () => commands.canPower(action),
        run: () => commands.power(action),
      }),
    ),
    lab({
      keys: [],
      label: 'Open all terminals',
      when: () => commands.canPower('start') || commands.canPower('stop'),
      run: commands.openAllTerminals,
    }),
    canvas({ keys: ['shift+a'], label: 'Go to the palette', run: commands.openPalette }),
    canvas({
      keys: ['shift+n'],
      label: 'Add a network',
      run: () => commands.add({ kind: 'network', as: 'network' }),
    }),
    canvas({
      keys: ['c'],
      label: 'Connect to a network',
      run: commands.connect,
      when: () => onCanvas() && hasNode('container'),
    }),
    canvas({
      keys: ['f2', 'r'],
      label: 'Rename',
      run: commands.rename,
      when: () => onCanvas() && hasNode(),
    }),
    pane({ keys: ['t'], label: 'Open terminal', run: () => commands.openPane('terminal') }),
    pane({ keys: ['o'], label: 'Open log', run: () => commands.openPane('logs') }),
    pane({ keys: ['s'], label: 'Open stats', run: () => commands.openPane('stats') }),
    canvas({ keys: ['delete', 'backspace'], label: 'Delete selection', run: commands.remove }),
    canvas({
      keys: ['mod+d'],
      label: 'Duplicate selection',
      when: () => onCanvas() && commands.hasNodes(),
      run: commands.duplicate,
    }),
    canvas({
      keys: ['mod+c'],
      label: 'Copy selection',
      when: () => onCanvas() && commands.hasNodes(),
      run: commands.copy,
    }),
    canvas({
      keys: ['mod+v'],
      label: 'Paste nodes',
      when: () => onCanvas() && commands.canPaste(),
      run: commands.paste,
    }),
    canvas({ keys: ['mod+a'], label: 'Select all', run: commands.selectAll }),
    canvas({ keys: ['escape'], label: 'Deselect', run: commands.clear }),
    canvas({ keys: ['f'], label: 'Fit to view', run: commands.fit }),
    canvas({ keys: ['shift+f'], label: 'Zoom to selection', run: commands.zoomToSelection }),
    canvas({ keys: ['+', '='], label: 'Zoom in', run: () => commands.zoom('in') }),
    canvas({ keys: ['-'], label: 'Zoom out', run: () => commands.zoom('out') }),
    canvas({ keys: ['shift+l'], label: 'Auto-layout', run: commands.arrange }),
    ...alignments.map(({ alignment, label }) =>
      canvas({
        keys: [],
        label,
        when: () => onCanvas() && commands.hasNodes(),
        run: () => commands.align(alignment),
      }),
    ),
    canvas({ keys: [], label: 'Export as SVG', run: () => commands.exportAs('svg') }),
    canvas({ keys: [], label: 'Export as PNG', run: () => commands.exportAs('png') }),
    ...labExports.map(({ format, label }) =>
      lab({ keys: [], label, run: () => commands.exportFiles(format) }),
    ),
    canvas({ keys: ['m'], label: 'Toggle mini-map', run: commands.toggleMap }),
    canvas({ keys: [], label: 'Toggle traffic on links', run: commands.toggleTraffic }),
    canvas({ keys: [], label: 'Toggle routing sessions', run: commands.toggleSessions }),
    canvas({ keys: [], label: 'Toggle packets on links', run: commands.togglePackets }),
    canvas({ keys: ['i'], label: 'Toggle panel', run: commands.togglePanel }),
  );

  listOwnKeys({ keys: ['shift+f10'], label: 'Open the context menu', group: 'Canvas' });

  const shortcuts = useShortcuts();
  watch(
    commands.images,
    (images, _, onCleanup) => {
      // A network has a key of its own.
      const stops = paletteItems(images)
        .slice(1)
        .map(({ label, creation }) =>
          shortcuts.register(
            canvas({
              // By the palette or the command palette only.
              keys: [],
              label: `Add a ${label}`,
              run: () => commands.add(creation),
            }),
          ),
        );
      onCleanup(() => stops.forEach((stop) => stop()));
    },
    { immediate: true },
  );
}
