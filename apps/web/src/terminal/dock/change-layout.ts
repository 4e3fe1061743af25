import {
  focusedGroup,
  groupOfTab,
  groupsOf,
  tabsOf,
  type DockGroup,
  type DockLayout,
  type DockNode,
  type DockTab,
} from './dock-layout.ts';

const narrowest = 0.1;

/** Opens the tab in the focused group, or activates it if it is already open. */
export function openTab(layout: DockLayout, tab: DockTab): DockLayout {
  if (groupOfTab(layout, tab.id)) return activateTab(layout, tab.id);
  const group = focusedGroup(layout);
  if (!group) return withRoot(layout, { kind: 'group', id: 'g1', tabs: [tab], active: tab.id }, 'g1');
  const at = group.tabs.findIndex(({ id }) => id === group.active) + 1;
  return replaceGroup(layout, { ...group, tabs: group.tabs.toSpliced(at, 0, tab), active: tab.id });
}

export function activateTab(layout: DockLayout, tabId: string): DockLayout {
  const group = groupOfTab(layout, tabId);
  return group ? replaceGroup(layout, { ...group, active: tabId }) : layout;
}

/** Closes a tab and activates the next one, else the last. Removes an empty group. */
export function closeTab(layout: DockLayout, tabId: string): DockLayout {
  const group = groupOfTab(layout, tabId);
  if (!group) return layout;
  const at = group.tabs.findIndex(({ id }) => id === tabId);
  const tabs = group.tabs.toSpliced(at, 1);
  const next = tabs[at] ?? tabs.at(-1);
  if (!next) return refocused(withRoot(layout, without(layout.root, group.id)));
  const active = group.active === tabId ? next.id : group.active;
  return mapped(layout, (one) => (one.id === group.id ? { ...group, tabs, active } : one));
}

/** Moves a tab to an index of its own or another group. */
export function moveTab(layout: DockLayout, tabId: string, groupId: string, index: number): DockLayout {
  const tab = tabsOf(layout).find(({ id }) => id === tabId);
  if (!tab || !groupsOf(layout.root).some(({ id }) => id === groupId)) return layout;
  const from = groupOfTab(layout, tabId);
  if (from?.id === groupId) {
    const rest = from.tabs.filter(({ id }) => id !== tabId);
    return replaceGroup(layout, { ...from, tabs: rest.toSpliced(index, 0, tab), active: tabId });
  }
  const target = groupsOf(layout.root).find(({ id }) => id === groupId) as DockGroup;
  const closed = closeTab(layout, tabId);
  return replaceGroup(closed, { ...target, tabs: target.tabs.toSpliced(index, 0, tab), active: tabId });
}

/** Moves a tab by one position, past the end of its group into the next one. */
export function shiftTab(layout: DockLayout, tabId: string, by: 1 | -1): DockLayout {
  const groups = groupsOf(layout.root);
  const at = groups.findIndex(({ tabs }) => tabs.some(({ id }) => id === tabId));
  const group = groups[at];
  if (!group) return layout;
  const index = group.tabs.findIndex(({ id }) => id === tabId) + by;
  if (index >= 0 && index < group.tabs.length) return moveTab(layout, tabId, group.id, index);
  const next = groups[at + by];
  return next ? moveTab(layout, tabId, next.id, by > 0 ? 0 : next.tabs.length) : layout;
}

/** Puts the tab into a new group beside or below the given one. An open tab moves there. */
export function splitGroup(
  layout: DockLayout,
  groupId: string,
  direction: 'row' | 'column',
  tab: DockTab,
): DockLayout {
  const group = groupsOf(layout.root).find(({ id }) => id === groupId);
  if (!group || (group.tabs.length === 1 && group.tabs[0]?.id === tab.id)) return layout;
  const cleared = closeTab(layout, tab.id);
  const id = freeId(layout.root);
  const added: DockGroup = { kind: 'group', id: `g${id}`, tabs: [tab], active: tab.id };
  const root = map(cleared.root, (node) =>
    node.id === groupId
      ? { kind: 'split', id: `s${id}`, direction, ratio: 0.5, first: node, second: added }
      : node,
  );
  return withRoot(layout, root, added.id);
}

/** Sets the share of a split's first side. Each side keeps at least a tenth. */
export function resizeSplit(layout: DockLayout, splitId: string, ratio: number): DockLayout {
  const bounded = Math.min(1 - narrowest, Math.max(narrowest, ratio));
  return mapped(layout, (node) =>
    node.kind === 'split' && node.id === splitId ? { ...node, ratio: bounded } : node,
  );
}

export function renameTab(layout: DockLayout, tabId: string, title: string): DockLayout {
  const trimmed = title.trim().slice(0, 40);
  return withTab(layout, tabId, { title: trimmed || null });
}

export function askBeforePaste(layout: DockLayout, tabId: string, asks: boolean): DockLayout {
  return withTab(layout, tabId, { asksBeforePaste: asks });
}

function withTab(layout: DockLayout, tabId: string, change: Partial<DockTab>): DockLayout {
  return mapped(layout, (node) =>
    node.kind === 'group'
      ? { ...node, tabs: node.tabs.map((tab) => (tab.id === tabId ? { ...tab, ...change } : tab)) }
      : node,
  );
}

/** Activates the next or previous tab across all groups, wrapping around. */
export function stepTab(layout: DockLayout, tabId: string, by: 1 | -1): DockLayout {
  const tabs = tabsOf(layout);
  const at = tabs.findIndex(({ id }) => id === tabId);
  const next = tabs[(at + by + tabs.length) % tabs.length];
  return next ? activateTab(layout, next.id) : layout;
}

/** Closes the tabs of containers that no longer exist. */
export function keepContainers(layout: DockLayout, containerIds: ReadonlySet<string>): DockLayout {
  return (
    tabsOf(layout)
      // A capture of several interfaces is of the lab.
      .filter(({ containerId }) => !containerIds.has(containerId) && !containerId.startsWith('lab_'))
      .reduce((kept, { id }) => closeTab(kept, id), layout)
  );
}

function replaceGroup(layout: DockLayout, group: DockGroup): DockLayout {
  return { ...mapped(layout, (node) => (node.id === group.id ? group : node)), focused: group.id };
}

function withRoot(layout: DockLayout, root: DockNode | null, focused = layout.focused): DockLayout {
  return { root, focused };
}

function refocused(layout: DockLayout): DockLayout {
  return { ...layout, focused: focusedGroup(layout)?.id ?? '' };
}

function mapped(layout: DockLayout, change: (node: DockNode) => DockNode): DockLayout {
  return withRoot(layout, map(layout.root, change));
}

function map(node: DockNode | null, change: (node: DockNode) => DockNode): DockNode | null {
  if (node?.kind !== 'split') return node && change(node);
  const first = map(node.first, change) as DockNode;
  const second = map(node.second, change) as DockNode;
  return change({ ...node, first, second });
}

/** The tree without a group. Its sibling takes the space of both. */
function without(node: DockNode | null, groupId: string): DockNode | null {
  if (node?.kind !== 'split') return node?.id === groupId ? null : node;
  const first = without(node.first, groupId);
  const second = without(node.second, groupId);
  return first && second ? { ...node, first, second } : (first ?? second);
}

function freeId(root: DockNode | null): number {
  const taken = groupsOf(root).map(({ id }) => Number(id.slice(1)));
  return Math.max(0, ...taken, ...splitsOf(root)) + 1;
}

function splitsOf(node: DockNode | null): number[] {
  if (node?.kind !== 'split') return [];
  return [Number(node.id.slice(1)), ...splitsOf(node.first), ...splitsOf(node.second)];
}
