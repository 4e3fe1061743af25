export type PaneKind = 'terminal' | 'logs' | 'stats';

/** One pane of a container. Its id tells what it shows, so the same thing is never open twice. */
export interface DockTab {
  readonly id: string;
  readonly kind: PaneKind;
  readonly containerId: string;
  /** Which of the container's terminals; empty for other kinds. */
  readonly terminal: string;
  /** What the person called it; null for the name it has by itself. */
  readonly title: string | null;
}

/** Tabs over each other, of which one is seen. */
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
  /** Share of the first one, 0 to 1. */
  readonly ratio: number;
  readonly first: DockNode;
  readonly second: DockNode;
}

export type DockNode = DockGroup | DockSplit;

/** What is open, as a tree whose leaves are groups of tabs. Null: nothing is. Never changed in place. */
export interface DockLayout {
  readonly root: DockNode | null;
  /** The group that new tabs go to. */
  readonly focused: string;
}

export const emptyLayout: DockLayout = { root: null, focused: '' };

export function tabIdOf(kind: PaneKind, containerId: string, terminal = ''): string {
  return [kind, containerId, ...(kind === 'terminal' ? [terminal] : [])].join(':');
}

export function makeTab(kind: PaneKind, containerId: string, terminal = 'main'): DockTab {
  const own = kind === 'terminal' ? terminal : '';
  return { id: tabIdOf(kind, containerId, own), kind, containerId, terminal: own, title: null };
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
