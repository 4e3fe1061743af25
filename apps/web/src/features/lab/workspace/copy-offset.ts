import {
  grid,
  nodeSizes,
  overlaps,
  type NodeKind,
  type Point,
  type Size,
} from '../canvas/layout/geometry.ts';
import type { Lab } from '../model/lab.ts';

/** A node or an annotation, and its saved position; null if it has none. */
export interface CopiedNode {
  readonly id: string;
  readonly kind: NodeKind | 'annotation';
  /** Of an annotation: nodes have that of their kind. */
  readonly size?: Size;
  readonly position: Point | null;
}

/** The networks, containers and annotations of a lab. */
export function placedNodes({
  networks,
  containers,
  annotations,
}: Pick<Lab, 'networks' | 'containers' | 'annotations'>): CopiedNode[] {
  // Without what Apollo adds.
  const pointOf = (at: Point | null | undefined): Point | null => (at ? { x: at.x, y: at.y } : null);
  return [
    ...networks.map(({ id, position }) => ({ id, kind: 'network' as const, position: pointOf(position) })),
    ...containers.map(({ id, position }) => ({
      id,
      kind: 'container' as const,
      position: pointOf(position),
    })),
    ...annotations.map(({ id, position, width, height }) => ({
      ...{ id, kind: 'annotation' as const },
      ...{ position: pointOf(position), size: { width, height } },
    })),
  ];
}

const step = 4 * grid;
const gap = 2 * grid;
const mostSteps = 1000;

/** How far down copies must go from their originals so that they cover none of the nodes that are there. */
export function copyOffset(copied: readonly CopiedNode[], present: readonly CopiedNode[]): Point {
  const boxes = (nodes: readonly CopiedNode[]) =>
    nodes.flatMap(({ kind, position, size }) => {
      const own = kind === 'annotation' ? size : nodeSizes[kind];
      return position && own ? [{ ...position, ...own }] : [];
    });
  const [own, others] = [boxes(copied), boxes(present)];
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const y = steps * step;
    const isFree = own.every(
      (box) => !others.some((other) => overlaps({ ...box, y: box.y + y }, other, gap)),
    );
    if (isFree) return { x: 0, y };
  }
  return { x: 0, y: mostSteps * step };
}
