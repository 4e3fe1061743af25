import { computed, type ComputedRef } from 'vue';
import type { Dock } from '../../../../terminal/dock/use-dock.ts';
import type { CanvasView } from '../../canvas/canvas-view.ts';
import type { Point } from '../../canvas/layout/geometry.ts';
import type { Selection } from '../../canvas/selection.ts';
import type { Image } from '../../container/composables/use-images.ts';
import { chosenLinks } from '../../link/chosen-links.ts';
import { useLimitsOfChosen } from '../../link/use-link-limits.ts';
import type { Lab } from '../../model/lab.ts';
import { canvasMenu } from './canvas-menu.ts';
import type { MenuCommands, MenuEntry } from './menu-entry.ts';
import type { LabPower } from '../composables/use-lab-power.ts';
import type { PanelTask } from '../composables/use-panel.ts';

interface CanvasMenuOptions extends Pick<
  MenuCommands,
  | 'remove'
  | 'setLinks'
  | 'annotate'
  | 'duplicate'
  | 'copy'
  | 'paste'
  | 'canPaste'
  | 'align'
  | 'exportAs'
  | 'exportFiles'
> {
  lab(): Lab;
  selection(): Selection;
  images(): readonly Image[];
  view(): CanvasView | null;
  inspect(nodeId: string, task?: PanelTask): Promise<void>;
  readonly dock: Pick<
    Dock,
    'openTerminals' | 'openLogs' | 'openStats' | 'openCapture' | 'openMergedCapture' | 'openTables'
  >;
  readonly power: LabPower;
}

/** The entries of the canvas's context menu. */
export function useCanvasMenu(options: CanvasMenuOptions): {
  readonly menu: ComputedRef<MenuEntry[][]>;
  /** Says where the menu was opened, in the window. */
  aim(at: Point): void;
} {
  const { dock, power, view, inspect } = options;
  const linkLimits = useLimitsOfChosen(() => {
    const [first] = chosenLinks(options.lab(), options.selection());
    return first?.container.id ?? null;
  });
  let aimed: Point = { x: 0, y: 0 };
  const commands: MenuCommands = {
    openTerminals: dock.openTerminals,
    openPane: (kind, id) =>
      ({ logs: dock.openLogs, stats: dock.openStats, tables: dock.openTables })[kind](id),
    capture: dock.openCapture,
    captureAll: dock.openMergedCapture,
    power: (action, ids) => void power.run(action, ids),
    connect: (id) => void inspect(id, 'connect'),
    rename: (id) => void inspect(id, 'rename'),
    editLink: (id) => void inspect(id, 'link'),
    setLinks: options.setLinks,
    annotate: options.annotate,
    edit: (id) => view()?.edit(id),
    inspect: (id) => void inspect(id),
    remove: options.remove,
    duplicate: options.duplicate,
    copy: options.copy,
    paste: options.paste,
    canPaste: options.canPaste,
    align: options.align,
    exportAs: options.exportAs,
    exportFiles: options.exportFiles,
    add: (creation) => view()?.drop({ creation, ...aimed }),
    selectAll: () => view()?.selectAll(),
    arrange: () => void view()?.arrange(),
    fit: () => view()?.fit(),
  };
  return {
    menu: computed(() =>
      canvasMenu({
        lab: options.lab(),
        selection: options.selection(),
        images: options.images(),
        commands,
        linkLimits: linkLimits.value,
      }),
    ),
    aim: (at) => (aimed = at),
  };
}
