import type { Point } from '../layout/geometry.ts';
import type { WireLabel } from './place-labels.ts';
import type { Wire, WireNode } from './route-wires.ts';

/** How far all nodes have moved together. Null if they have not, or not all alike. */
export function commonMove(before: readonly WireNode[], now: readonly WireNode[]): Point | null {
  if (before.length !== now.length) return null;
  const old = new Map(before.map(({ id, position }) => [id, position]));
  let by: Point | null = null;
  for (const { id, position } of now) {
    const from = old.get(id);
    if (!from) return null;
    const move = { x: position.x - from.x, y: position.y - from.y };
    by ??= move;
    if (move.x !== by.x || move.y !== by.y) return null;
  }
  return by && (by.x !== 0 || by.y !== 0) ? by : null;
}

/** The same wires for nodes that have all moved together. */
export function shiftWires(wires: ReadonlyMap<string, Wire>, by: Point): Map<string, Wire> {
  const shift = (points: readonly Point[]): Point[] =>
    points.map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
  return new Map([...wires].map(([id, { drop, trunk }]) => [id, { drop: shift(drop), trunk: shift(trunk) }]));
}

export function shiftLabels(labels: ReadonlyMap<string, WireLabel>, by: Point): Map<string, WireLabel> {
  return new Map(
    [...labels].map(([id, label]) => {
      const { x, y, ...size } = label.box;
      return [id, { ...label, box: { x: x + by.x, y: y + by.y, ...size } }];
    }),
  );
}
