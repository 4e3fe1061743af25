import {
  emptyLayout,
  makeTab,
  tabsOf,
  type DockLayout,
  type DockNode,
  type DockTab,
  type PaneKind,
} from './dock-layout.ts';

/** The state of a lab's dock in local storage. */
interface StoredDock {
  readonly layout: DockLayout;
  /** In pixels. */
  readonly height: number;
  readonly open: boolean;
}

const defaultHeight = 320;
const shortest = 120;
const mostTabs = 64;
const deepest = 8;
const keyOf = (labId: string): string => `pineapple-dock:${labId}`;
const emptyDock: StoredDock = { layout: emptyLayout, height: defaultHeight, open: true };

/** Reads the stored dock of a lab. Returns an empty one if that fails. */
export function readDock(labId: string): StoredDock {
  try {
    return parseDock(JSON.parse(localStorage.getItem(keyOf(labId)) ?? 'null'));
  } catch {
    return emptyDock;
  }
}

/** Stores the dock, or removes the entry when no tab is open. */
export function writeDock(labId: string, dock: StoredDock): void {
  try {
    if (dock.layout.root) localStorage.setItem(keyOf(labId), JSON.stringify(dock));
    else localStorage.removeItem(keyOf(labId));
  } catch {
    // Without storage, the dock lasts until the page is closed.
  }
}

/** Reads the valid parts of untrusted JSON. */
export function parseDock(value: unknown): StoredDock {
  if (!isObject(value) || !isObject(value['layout'])) return emptyDock;
  const root = parseNode(value['layout']['root'], new Set(), 0);
  const layout = { root, focused: String(value['layout']['focused']) };
  if (tabsOf(layout).length > mostTabs) return emptyDock;
  const height = Number(value['height']);
  return {
    layout,
    height: Number.isFinite(height) ? Math.max(shortest, height) : defaultHeight,
    open: value['open'] !== false,
  };
}

function parseNode(value: unknown, ids: Set<string>, depth: number): DockNode | null {
  if (!isObject(value) || typeof value['id'] !== 'string' || depth > deepest) return null;
  const { kind, id } = value;
  if (kind === 'split') {
    const first = parseNode(value['first'], ids, depth + 1);
    const second = parseNode(value['second'], ids, depth + 1);
    if (!first || !second) return first ?? second;
    if (!isNewId(id, 's', ids)) return first;
    const ratio = Number(value['ratio']);
    return {
      kind,
      id,
      direction: value['direction'] === 'column' ? 'column' : 'row',
      ratio: ratio >= 0.1 && ratio <= 0.9 ? ratio : 0.5,
      first,
      second,
    };
  }
  if (kind !== 'group' || !Array.isArray(value['tabs']) || !isNewId(id, 'g', ids)) return null;
  const tabs = value['tabs'].flatMap((one: unknown) => parseTab(one, ids));
  const active = tabs.find((tab) => tab.id === value['active']) ?? tabs[0];
  return active ? { kind, id, tabs, active: active.id } : null;
}

function parseTab(value: unknown, ids: Set<string>): DockTab[] {
  if (!isObject(value)) return [];
  const { kind, containerId, terminal, title, asksBeforePaste } = value;
  if (!isPaneKind(kind)) return [];
  if (typeof containerId !== 'string') return [];
  const tab = makeTab(kind, containerId, typeof terminal === 'string' ? terminal : 'main');
  if (ids.has(tab.id)) return [];
  ids.add(tab.id);
  return [
    {
      ...tab,
      title: typeof title === 'string' ? title.slice(0, 40) : null,
      asksBeforePaste: asksBeforePaste !== false,
    },
  ];
}

const paneKinds: Readonly<Record<PaneKind, true>> = {
  ...{ terminal: true, logs: true, stats: true },
  ...{ tables: true, capture: true },
};

function isPaneKind(kind: unknown): kind is PaneKind {
  return typeof kind === 'string' && Object.hasOwn(paneKinds, kind);
}

function isNewId(id: string, letter: string, ids: Set<string>): boolean {
  if (!new RegExp(`^${letter}\\d{1,6}$`).test(id) || ids.has(id)) return false;
  ids.add(id);
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
