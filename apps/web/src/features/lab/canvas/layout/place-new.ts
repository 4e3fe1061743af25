import {
  nodeSizes,
  overlaps,
  snap,
  type Box,
  type NodeKind,
  type PlacedNode,
  type Point,
} from './geometry.ts';

const gap = 24;

/** The free place nearest to where something new would best be: never on top of what is there. */
export function placeNew(kind: NodeKind, wanted: Point, taken: readonly PlacedNode[]): Point {
  const boxes = taken.map(({ kind: other, position }): Box => ({ ...position, ...nodeSizes[other] }));
  const size = nodeSizes[kind];
  const isFree = (point: Point): boolean => !boxes.some((box) => overlaps({ ...point, ...size }, box, gap));
  const step = { x: size.width / 2 + gap, y: size.height + gap };
  for (let ring = 0; ; ring += 1) {
    for (const point of ringAround(wanted, ring, step)) {
      if (isFree(point)) return point;
    }
  }
}

/** The points of one ring, the ones to the right and below first: that is where people look for what is new. */
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

/** Where something would best be that nobody has put anywhere: below what it is on, or beside everything. */
export function wishFor(neighbours: readonly PlacedNode[], all: readonly PlacedNode[]): Point {
  const [first] = neighbours;
  if (first) return { x: first.position.x, y: first.position.y + nodeSizes[first.kind].height + 72 };
  if (all.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...all.map(({ position }) => position.x)),
    y: Math.max(...all.map(({ position, kind }) => position.y + nodeSizes[kind].height)) + 72,
  };
}
