import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from './arrange.ts';
import {
  activateTab,
  closeTab,
  keepContainers,
  moveTab,
  openTab,
  renameTab,
  resizeSplit,
  shiftTab,
  splitGroup,
  stepTab,
} from './change-layout.ts';
import {
  emptyLayout,
  focusedGroup,
  groupsOf,
  makeTab,
  nextTerminalName,
  tabLabel,
  tabsOf,
  type DockLayout,
} from './dock-layout.ts';
import { parseDock } from './stored-dock.ts';

const [one, two, three] = ['a', 'b', 'c'].map((container) => makeTab('terminal', container)) as [
  ReturnType<typeof makeTab>,
  ReturnType<typeof makeTab>,
  ReturnType<typeof makeTab>,
];
const opened = [one, two, three].reduce(openTab, emptyLayout);
const ids = (layout: DockLayout): string[][] =>
  groupsOf(layout.root).map(({ tabs }) => tabs.map(({ id }) => id));

describe('the layout of a dock', () => {
  it('opens a tab next to the active one, and each only once', () => {
    expect(ids(opened)).toEqual([[one.id, two.id, three.id]]);
    const back = openTab(opened, one);
    expect(ids(back)).toEqual(ids(opened));
    expect(focusedGroup(back)?.active).toBe(one.id);
    expect(ids(openTab(back, makeTab('logs', 'a')))).toEqual([[one.id, 'logs:a', two.id, three.id]]);
  });

  it('activates the neighbour of a closed tab, and nothing after the last', () => {
    expect(focusedGroup(closeTab(opened, three.id))?.active).toBe(two.id);
    expect(focusedGroup(closeTab(activateTab(opened, one.id), one.id))?.active).toBe(two.id);
    expect(focusedGroup(closeTab(activateTab(opened, one.id), three.id))?.active).toBe(one.id);
    expect([one, two, three].reduce((layout, { id }) => closeTab(layout, id), opened)).toEqual(emptyLayout);
  });

  it('splits a group, and merges when a side is empty', () => {
    const split = splitGroup(opened, 'g1', 'row', three);
    expect(ids(split)).toEqual([[one.id, two.id], [three.id]]);
    expect(focusedGroup(split)?.tabs).toEqual([three]);
    const nested = splitGroup(split, focusedGroup(split)?.id ?? '', 'column', makeTab('stats', 'c'));
    expect(ids(nested)).toEqual([[one.id, two.id], [three.id], ['stats:c']]);
    expect(ids(closeTab(nested, three.id))).toEqual([[one.id, two.id], ['stats:c']]);
    expect(closeTab(split, three.id).root).toMatchObject({ kind: 'group', id: 'g1' });
  });

  it('does not split a group with a single tab', () => {
    const alone = openTab(emptyLayout, one);
    expect(splitGroup(alone, 'g1', 'row', one)).toBe(alone);
  });

  it('moves tabs within a group and to another', () => {
    expect(ids(moveTab(opened, one.id, 'g1', 2))).toEqual([[two.id, three.id, one.id]]);
    const split = splitGroup(opened, 'g1', 'row', three);
    const target = focusedGroup(split)?.id ?? '';
    expect(ids(moveTab(split, one.id, target, 0))).toEqual([[two.id], [one.id, three.id]]);
    expect(ids(moveTab(split, three.id, 'g1', 0))).toEqual([[three.id, one.id, two.id]]);
    expect(moveTab(split, one.id, 'g99', 0)).toBe(split);
  });

  it('moves a tab step by step, past the end of its group into the next, and no further', () => {
    const split = splitGroup(opened, 'g1', 'row', three);
    const moved = shiftTab(split, one.id, 1);
    expect(ids(moved)).toEqual([[two.id, one.id], [three.id]]);
    expect(ids(shiftTab(moved, one.id, 1))).toEqual([[two.id], [one.id, three.id]]);
    expect(ids(shiftTab(split, three.id, -1))).toEqual([[one.id, two.id, three.id]]);
    expect(shiftTab(split, three.id, 1)).toBe(split);
    expect(shiftTab(split, 'unknown', 1)).toBe(split);
  });

  it('limits the share of a side, steps through all tabs, and renames them', () => {
    const split = splitGroup(opened, 'g1', 'row', three);
    const id = split.root?.id ?? '';
    expect(resizeSplit(split, id, 0).root).toMatchObject({ ratio: 0.1 });
    expect(focusedGroup(stepTab(split, three.id, 1))?.active).toBe(one.id);
    expect(focusedGroup(stepTab(split, one.id, -1))?.active).toBe(three.id);
    expect(tabsOf(renameTab(split, one.id, '  build ')).map(({ title }) => title)).toEqual([
      'build',
      null,
      null,
    ]);
    expect(tabsOf(renameTab(split, one.id, '  '))[0]?.title).toBeNull();
  });

  it('closes tabs of deleted containers', () => {
    expect(ids(keepContainers(opened, new Set(['b'])))).toEqual([[two.id]]);
  });

  it('covers the whole area exactly once after any changes', () => {
    const containers = ['a', 'b', 'c', 'd', 'e'];
    const tab = fc.constantFrom(...containers).map((container) => makeTab('terminal', container));
    const step = fc.oneof(
      tab.map((t) => (layout: DockLayout) => openTab(layout, t)),
      tab.map((t) => (layout: DockLayout) => closeTab(layout, t.id)),
      fc
        .tuple(tab, fc.nat(3), fc.constantFrom('row' as const, 'column' as const))
        .map(([t, at, direction]) => (layout: DockLayout) => {
          const groups = groupsOf(layout.root);
          return splitGroup(layout, groups[at % groups.length]?.id ?? '', direction, t);
        }),
      fc.tuple(tab, fc.nat(3), fc.nat(3)).map(([t, at, index]) => (layout: DockLayout) => {
        const groups = groupsOf(layout.root);
        return moveTab(layout, t.id, groups[at % groups.length]?.id ?? '', index);
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const layout = steps.reduce((current, change) => change(current), emptyLayout);
        const { groups } = arrange(layout.root);
        const area = groups.reduce((sum, { place }) => sum + place.width * place.height, 0);
        if (layout.root) expect(area).toBeCloseTo(1, 6);
        const tabs = tabsOf(layout).map(({ id }) => id);
        expect(new Set(tabs).size).toBe(tabs.length);
        expect(new Set(groups.map(({ group }) => group.id)).size).toBe(groups.length);
        for (const { group } of groups) expect(group.tabs.some(({ id }) => id === group.active)).toBe(true);
        expect(parseDock(JSON.parse(JSON.stringify({ layout, height: 300, open: true }))).layout).toEqual(
          layout,
        );
      }),
    );
  });
});

describe('a stored dock', () => {
  it('is empty when it is invalid', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { layout, height } = parseDock(value);
        expect(arrange(layout.root).groups.every(({ group }) => group.tabs.length > 0)).toBe(true);
        expect(height).toBeGreaterThanOrEqual(120);
      }),
    );
  });

  it('drops malformed and duplicate tabs', () => {
    const tabs = [
      one,
      one,
      { kind: 'shell', containerId: 'x' },
      { kind: 'logs' },
      null,
      { ...two, id: 'other' },
    ];
    const { layout } = parseDock({
      layout: { root: { kind: 'group', id: 'g1', tabs, active: 'unknown' }, focused: 'g1' },
    });
    expect(ids(layout)).toEqual([[one.id, two.id]]);
    expect(focusedGroup(layout)?.active).toBe(one.id);
  });
});

describe('the names of terminals', () => {
  it('are main, then the next free number', () => {
    expect(nextTerminalName(new Set())).toBe('main');
    expect(nextTerminalName(new Set(['main', '2', '4']))).toBe('3');
  });

  it('include the container, unless the tab was renamed', () => {
    expect(tabLabel(one, 'web-1')).toBe('web-1');
    expect(tabLabel(makeTab('terminal', 'a', '2'), 'web-1')).toBe('web-1 2');
    expect(tabLabel(makeTab('logs', 'a'), 'web-1')).toBe('web-1 log');
    expect(tabLabel({ ...one, title: 'build' }, 'web-1')).toBe('build');
  });
});
