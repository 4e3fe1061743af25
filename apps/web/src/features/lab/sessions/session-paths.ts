import type { Box, Point } from '../canvas/layout/geometry.ts';
import type { ShownSession } from './shown-session.ts';

/** How the edge of a session is drawn. */
interface SessionPath {
  readonly session: ShownSession;
  /** An SVG path. */
  readonly path: string;
  /** Where its label has its middle. */
  readonly middle: Point;
}

/** How far an edge keeps from the straight line, which a network node lies on as a rule: half that node and some air. */
const bow = { beside: 112, below: 44 };
const between = 22;

/** Bows the edges of sessions around what is between their containers. Edges of the same containers lie side by side. */
export function sessionPaths(
  sessions: readonly ShownSession[],
  boxOf: (containerId: string) => Box | null,
): readonly SessionPath[] {
  const drawn = new Map<string, number>();
  return sessions.flatMap((session) => {
    const [from, to] = [...(session.between ?? [])].sort().map((id) => centreOf(boxOf(id)));
    if (!from || !to) return [];
    const pair = [...(session.between ?? [])].sort().join(' ');
    const before = drawn.get(pair) ?? 0;
    drawn.set(pair, before + 1);
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const normal = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
    const away = Math.abs(normal.x) * bow.beside + Math.abs(normal.y) * bow.below + before * between;
    const at = (by: number): Point => ({
      x: Math.round((from.x + to.x) / 2 + normal.x * by),
      y: Math.round((from.y + to.y) / 2 + normal.y * by),
    });
    // A quadratic curve passes halfway between the straight line and its control point.
    const control = at(2 * away);
    const path = `M${from.x} ${from.y}Q${control.x} ${control.y} ${to.x} ${to.y}`;
    return [{ session, path, middle: at(away) }];
  });
}

function centreOf(box: Box | null): Point | null {
  return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
