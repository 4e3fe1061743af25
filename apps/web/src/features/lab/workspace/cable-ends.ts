import { nodeSizes, snap, type Point } from '../canvas/layout/geometry.ts';
import type { Selection } from '../canvas/selection.ts';
import type { Lab } from '../model/lab.ts';
import { copyOffset, placedNodes } from './copy-offset.ts';

interface CableEnds {
  readonly containerIds: readonly string[];
  /** A free place between them; null if one of them has no saved position. */
  readonly position: Point | null;
}

/** The two containers that a new cable joins: the selected ones. Null if other nodes, or more or less are selected. */
export function cableEnds(lab: Lab, { nodes }: Pick<Selection, 'nodes'>): CableEnds | null {
  const [one, other, ...more] = lab.containers.filter(({ id }) => nodes.includes(id));
  if (!one || !other || more.length > 0 || nodes.length !== 2) return null;
  const containerIds = [one.id, other.id];
  if (!one.position || !other.position) return { containerIds, position: null };
  const { container, network } = nodeSizes;
  const middle = snap({
    x: (one.position.x + other.position.x + container.width - network.width) / 2,
    y: (one.position.y + other.position.y + container.height - network.height) / 2,
  });
  const offset = copyOffset([{ id: '', kind: 'network', position: middle }], placedNodes(lab));
  return { containerIds, position: { x: middle.x, y: middle.y + offset.y } };
}
