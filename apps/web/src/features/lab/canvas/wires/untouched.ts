import { boxOf, grid, overlaps, type Box, type Point } from '../layout/geometry.ts';
import type { Wire, WireConnector, WireNode } from './route-wires.ts';

/** The wires whose ends have not moved, and that no moved node lies on. */
export function untouched(
  before: readonly WireNode[],
  now: readonly WireNode[],
  connectors: readonly WireConnector[],
  wires: ReadonlyMap<string, Wire>,
): Map<string, Wire> {
  const old = new Map(before.map((node) => [node.id, node.position]));
  const moved = now.filter(({ id, position }) => {
    const from = old.get(id);
    return from?.x !== position.x || from.y !== position.y;
  });
  const ids = new Set(moved.map(({ id }) => id));
  const boxes = moved.map(boxOf);
  return new Map(
    connectors.flatMap(({ id, containerId, networkId }) => {
      const wire = wires.get(id);
      const isKept =
        wire !== undefined &&
        wire.drop.length > 0 &&
        !ids.has(containerId) &&
        !ids.has(networkId) &&
        !boxes.some((box) => runsInto(wire, box));
      return isKept ? [[id, wire]] : [];
    }),
  );
}

function runsInto({ drop, trunk }: Wire, box: Box): boolean {
  const isIn = (points: readonly Point[]): boolean =>
    points.slice(1).some((to, index) => {
      const from = points[index] ?? to;
      const part = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      };
      return overlaps(part, box, grid);
    });
  return isIn(drop) || isIn(trunk);
}
