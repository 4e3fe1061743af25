export type PaneKind = 'terminal' | 'logs' | 'stats' | 'tables' | 'capture';

/** One pane of a container. Its id is derived from what it shows, so that nothing is open twice. */
export interface DockTab {
  readonly id: string;
  readonly kind: PaneKind;
  /** The container; for a capture of several interfaces the lab. */
  readonly containerId: string;
  /** The name of the terminal, or of the interface or the points of a capture. Empty for other kinds. */
  readonly terminal: string;
  /** The title that the user set. Null for the default. */
  readonly title: string | null;
  /** Whether a paste of several lines waits for confirmation. */
  readonly asksBeforePaste: boolean;
}

/** A stack of tabs. One of them is active. */
export interface DockGroup {
  readonly kind: 'group';
  readonly id: string;
  readonly tabs: readonly DockTab[];
  readonly active: string;
}

export interface DockSplit {
  readonly kind: 'split';
  readonly id: string;
  /** `row`: side by side; `column`: one above the other. */
  readonly direction: 'row' | 'column';
  /** Share of the first side, from 0 to 1. */
  readonly ratio: number;
  readonly first: DockNode;
  readonly second: DockNode;
}

export type DockNode = DockGroup | DockSplit;

/** The open tabs as a tree whose leaves are groups. The root is null if none is open. Immutable. */
export interface DockLayout {
  readonly root: DockNode | null;
  /** The id of the group that new tabs open in. */
  readonly focused: string;
}

export const emptyLayout: DockLayout = { root: null, focused: '' };

function tabIdOf(kind: PaneKind, containerId: string, terminal = ''): string {
  return [kind, containerId, ...(isNamed(kind) ? [terminal] : [])].join(':');
}

/** Whether a container can have several panes of the kind, each with a name. */
function isNamed(kind: PaneKind): boolean {
  return kind === 'terminal' || kind === 'capture';
}

export function makeTab(kind: PaneKind, containerId: string, terminal = 'main'): DockTab {
  const own = isNamed(kind) ? terminal : '';
  return {
    id: tabIdOf(kind, containerId, own),
    kind,
    containerId,
    terminal: own,
    title: null,
    asksBeforePaste: true,
  };
}

export function groupsOf(node: DockNode | null): DockGroup[] {
  if (!node) return [];
  return node.kind === 'group' ? [node] : [...groupsOf(node.first), ...groupsOf(node.second)];
}

export function tabsOf(layout: DockLayout): DockTab[] {
  return groupsOf(layout.root).flatMap(({ tabs }) => tabs);
}

export function groupOfTab(layout: DockLayout, tabId: string): DockGroup | undefined {
  return groupsOf(layout.root).find(({ tabs }) => tabs.some(({ id }) => id === tabId));
}

export function focusedGroup(layout: DockLayout): DockGroup | undefined {
  const groups = groupsOf(layout.root);
  return groups.find(({ id }) => id === layout.focused) ?? groups[0];
}

/** The name for a container's next terminal: `main`, then `2`, `3` and so on. */
export function nextTerminalName(taken: ReadonlySet<string>): string {
  if (!taken.has('main')) return 'main';
  let number = 2;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** The title of a tab: the user's, or one from the container's name and the kind of pane. */
export function tabLabel(tab: DockTab, containerName: string): string {
  if (tab.title !== null) return tab.title;
  if (tab.containerId.startsWith('lab_')) return 'Capture';
  if (tab.kind === 'logs') return `${containerName} log`;
  if (tab.kind === 'stats') return `${containerName} stats`;
  if (tab.kind === 'tables') return `${containerName} tables`;
  return tab.terminal === 'main' ? containerName : `${containerName} ${tab.terminal}`;
}
