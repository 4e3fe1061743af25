import { grid, type Box, type Point } from '../layout/geometry.ts';
import type { WireLabel } from './place-labels.ts';
import type { Wire } from './route-wires.ts';

/** A wire as the canvas draws it. */
export interface DrawnWire {
  /** SVG paths. */
  readonly drop: string;
  readonly trunk: string;
  /** Where the drop joins the trunk or the network node. */
  readonly junction: Point;
  readonly label: WireLabel | null;
  /** Where a text about the wire has its middle. */
  readonly middle: Point;
  /** Whether no way was found, because nodes lie on each other. Then the wire is only begun. */
  readonly cut: boolean;
}

export function drawWire({ drop, trunk }: Wire, container: Box, label: WireLabel | null): DrawnWire {
  const last = drop.at(-1);
  if (!last) {
    const x = container.x + container.width / 2;
    const y = container.y + container.height;
    const end = { x, y: y + 2 * grid };
    return { drop: path([{ x, y }, end]), trunk: '', junction: end, label, middle: end, cut: true };
  }
  return { drop: path(drop), trunk: path(trunk), junction: last, label, middle: middleOf(drop), cut: false };
}

function path(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** The middle of the longest part. */
function middleOf(points: readonly Point[]): Point {
  let best = { length: -1, at: points[0] ?? { x: 0, y: 0 } };
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] ?? to;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (length > best.length) best = { length, at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
  }
  return best.at;
}
