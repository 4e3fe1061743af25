import { nodeSizes, type PlacedNode, type Point, type Size } from './geometry.ts';

/** A node, or anything else of a given size. */
type Target = PlacedNode | { readonly position: Point; readonly size: Size };

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The next node in a direction for the arrow keys: near, and more ahead than aside. */
export function nearestNode<T extends Target>(from: T, all: readonly T[], direction: Direction): T | null {
  const start = center(from);
  let best: { node: T; cost: number } | null = null;
  for (const node of all) {
    if (node === from) continue;
    const to = center(node);
    const across = direction === 'left' || direction === 'right';
    const sign = direction === 'right' || direction === 'down' ? 1 : -1;
    const ahead = sign * (across ? to.x - start.x : to.y - start.y);
    const aside = Math.abs(across ? to.y - start.y : to.x - start.x);
    if (ahead <= 0 || aside > ahead * 4) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { node, cost };
  }
  return best?.node ?? null;
}

function center(target: Target): Point {
  const { position } = target;
  const { width, height } = 'size' in target ? target.size : nodeSizes[target.kind];
  return { x: position.x + width / 2, y: position.y + height / 2 };
}
