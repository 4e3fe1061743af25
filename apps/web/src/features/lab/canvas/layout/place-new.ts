import {
  nodeSizes,
  overlaps,
  snap,
  type Box,
  type NodeKind,
  type PlacedNode,
  type Point,
  type Size,
} from './geometry.ts';

const gap = 24;

/** The free position nearest to the wanted one. */
export function placeNew(kind: NodeKind, wanted: Point, taken: readonly PlacedNode[]): Point {
  const boxes = taken.map(({ kind: other, position }): Box => ({ ...position, ...nodeSizes[other] }));
  return placeFree(nodeSizes[kind], wanted, boxes);
}

/** The position nearest to the wanted one where something of that size covers none of the boxes. */
export function placeFree(size: Size, wanted: Point, boxes: readonly Box[]): Point {
  const isFree = (point: Point): boolean => !boxes.some((box) => overlaps({ ...point, ...size }, box, gap));
  const step = { x: size.width / 2 + gap, y: size.height + gap };
  for (let ring = 0; ; ring += 1) {
    for (const point of ringAround(wanted, ring, step)) {
      if (isFree(point)) return point;
    }
  }
}

/** The points of one ring around the center, right and below first. */
function* ringAround(center: Point, ring: number, step: Point): Generator<Point> {
  if (ring === 0) {
    yield snap(center);
    return;
  }
  for (let offset = 0; offset <= ring; offset += 1) {
    for (const [x, y] of [
      [ring, offset],
      [offset, ring],
      [-offset, ring],
      [ring, -offset],
      [-ring, offset],
      [offset, -ring],
      [-offset, -ring],
      [-ring, -offset],
    ] as const) {
      yield snap({ x: center.x + x * step.x, y: center.y + y * step.y });
    }
  }
}

/** Where to place a node without a saved position: below its first neighbour, or below all nodes. */
export function preferredPosition(neighbours: readonly PlacedNode[], all: readonly PlacedNode[]): Point {
  const [first] = neighbours;
  if (first) return { x: first.position.x, y: first.position.y + nodeSizes[first.kind].height + 72 };
  if (all.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...all.map(({ position }) => position.x)),
    y: Math.max(...all.map(({ position, kind }) => position.y + nodeSizes[kind].height)) + 72,
  };
}
