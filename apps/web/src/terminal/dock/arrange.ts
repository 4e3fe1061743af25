import type { DockGroup, DockNode, DockSplit } from './dock-layout.ts';

/** A rectangle in shares of the dock, from 0 to 1. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Arrangement {
  readonly groups: readonly { readonly group: DockGroup; readonly place: Place }[];
  /** The line between the two sides of each split. `within` is the rectangle of both. */
  readonly separators: readonly {
    readonly split: DockSplit;
    readonly place: Place;
    readonly within: Place;
  }[];
}

const whole: Place = { left: 0, top: 0, width: 1, height: 1 };

/**
 * The rectangle of each group. Panes are positioned rather than nested, so that a split or a move never detaches a
 * terminal from the document.
 */
export function arrange(root: DockNode | null, within: Place = whole): Arrangement {
  if (!root) return { groups: [], separators: [] };
  if (root.kind === 'group') return { groups: [{ group: root, place: within }], separators: [] };
  const { left, top, width, height } = within;
  const sideBySide = root.direction === 'row';
  const extent = root.ratio * (sideBySide ? width : height);
  const first = arrange(
    root.first,
    sideBySide ? { ...within, width: extent } : { ...within, height: extent },
  );
  const second = arrange(
    root.second,
    sideBySide
      ? { ...within, left: left + extent, width: width - extent }
      : { ...within, top: top + extent, height: height - extent },
  );
  const place = sideBySide
    ? { left: left + extent, top, width: 0, height }
    : { left, top: top + extent, width, height: 0 };
  return {
    groups: [...first.groups, ...second.groups],
    separators: [{ split: root, place, within }, ...first.separators, ...second.separators],
  };
}
