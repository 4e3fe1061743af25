import { boxOf, overlaps, type Box } from '../layout/geometry.ts';
import type { WireLabel } from '../wires/place-labels.ts';
import type { Wire, WireNode } from '../wires/route-wires.ts';

/** Every text that something covers: a node, a wire or another text. */
export function labelFaults(
  nodes: readonly WireNode[],
  wires: ReadonlyMap<string, Wire>,
  labels: ReadonlyMap<string, WireLabel>,
): string[] {
  const covers: [string, Box][] = [
    ...nodes.map((node): [string, Box] => [node.id, boxOf(node)]),
    ...[...wires].flatMap(([id, { drop, trunk }]) =>
      [drop, trunk].flatMap((points) =>
        points.slice(1).map((to, index): [string, Box] => {
          const from = points[index] ?? to;
          const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
          return [
            `the wire ${id}`,
            { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) },
          ];
        }),
      ),
    ),
  ];
  const all = [...labels];
  return all.flatMap(([id, { box }], index) => [
    ...covers.filter(([, other]) => overlaps(box, other)).map(([what]) => `${what} covers the text of ${id}`),
    ...all
      .slice(index + 1)
      .filter(([, other]) => overlaps(box, other.box))
      .map(([what]) => `the text of ${what} covers the text of ${id}`),
  ]);
}
