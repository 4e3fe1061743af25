import type { DockGroup, DockNode, DockSplit } from './dock-layout.ts';

/** Where something is, each as a share of the whole from 0 to 1. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Arrangement {
  readonly groups: readonly { readonly group: DockGroup; readonly place: Place }[];
  /** The line between the two sides of each split; `within` is the room of both. */
  readonly separators: readonly {
    readonly split: DockSplit;
    readonly place: Place;
    readonly within: Place;
  }[];
}

const whole: Place = { left: 0, top: 0, width: 1, height: 1 };

/**
 * Where each group goes. Panes are placed rather than nested, so that a split or a move never takes a terminal out of
 * the document.
 */
export function arrange(root: DockNode | null, within: Place = whole): Arrangement {
  if (!root) return { groups: [], separators: [] };
  if (root.kind === 'group') return { groups: [{ group: root, place: within }], separators: [] };
  const { left, top, width, height } = within;
  const sideBySide = root.direction === 'row';
  const reach = root.ratio * (sideBySide ? width : height);
  const first = arrange(root.first, sideBySide ? { ...within, width: reach } : { ...within, height: reach });
  const second = arrange(
    root.second,
    sideBySide
      ? { ...within, left: left + reach, width: width - reach }
      : { ...within, top: top + reach, height: height - reach },
  );
  const place = sideBySide
    ? { left: left + reach, top, width: 0, height }
    : { left, top: top + reach, width, height: 0 };
  return {
    groups: [...first.groups, ...second.groups],
    separators: [{ split: root, place, within }, ...first.separators, ...second.separators],
  };
}
