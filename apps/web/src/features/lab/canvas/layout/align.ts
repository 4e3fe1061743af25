import { boxOf, grid, snap, type PlacedNode, type Point } from './geometry.ts';

export type Alignment = 'row' | 'column' | 'spread-across' | 'spread-down';

interface Aligned extends PlacedNode {
  readonly id: string;
}

/**
 * The new positions of nodes: in one row or column, by their middles; or with equal gaps between the outermost two. Nodes
 * in the way of each other are moved apart.
 */
export function align(nodes: readonly Aligned[], alignment: Alignment): ReadonlyMap<string, Point> {
  const across = alignment === 'row' || alignment === 'spread-across';
  const spans = nodes
    .map((node) => {
      const box = boxOf(node);
      const [along, length] = across ? [box.x, box.width] : [box.y, box.height];
      const [beside, thickness] = across ? [box.y, box.height] : [box.x, box.width];
      return { id: node.id, along, length, middle: beside + thickness / 2, thickness };
    })
    .sort((a, b) => a.along - b.along || a.middle - b.middle);
  const isSpread = alignment === 'spread-across' || alignment === 'spread-down';
  const starts = isSpread ? evenly(spans) : apart(spans);
  const middle = spans.reduce((sum, one) => sum + one.middle, 0) / spans.length;
  return new Map(
    spans.map((span, index) => {
      const along = starts[index] ?? span.along;
      const beside = (isSpread ? span.middle : middle) - span.thickness / 2;
      return [span.id, snap(across ? { x: along, y: beside } : { x: beside, y: along })];
    }),
  );
}

interface Span {
  readonly along: number;
  readonly length: number;
}

const leastGap = 3 * grid;

/** The outermost stay, unless there is too little room between them. */
function evenly(spans: readonly Span[]): number[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || spans.length < 2) return spans.map(({ along }) => along);
  const taken = spans.reduce((sum, { length }) => sum + length, 0);
  const gap = Math.max(leastGap, (last.along + last.length - first.along - taken) / (spans.length - 1));
  let next = first.along;
  return spans.map(({ length }) => {
    const start = next;
    next += length + gap;
    return start;
  });
}

/** Where they are, or further on if the one before is in the way. */
function apart(spans: readonly Span[]): number[] {
  let least = Number.NEGATIVE_INFINITY;
  return spans.map(({ along, length }) => {
    const start = Math.max(along, least);
    least = start + length + leastGap;
    return start;
  });
}
