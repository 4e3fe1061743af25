import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import { clearRails } from './clear-rails.ts';
import { nodeSizes, snap, type NodeKind, type Point } from './node-sizes.ts';

export interface LayoutNode {
  readonly id: string;
  readonly kind: NodeKind;
}
export interface LayoutWire {
  readonly containerId: string;
  readonly networkId: string;
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '80',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.aspectRatio': '1.6',
};

/** Places for all nodes, in rows: networks as rails, containers above and below the rails that they are on. */
export async function layOut(
  elk: Pick<ELK, 'layout'>,
  nodes: readonly LayoutNode[],
  wires: readonly LayoutWire[],
): Promise<Map<string, Point>> {
  const graph: ElkNode = {
    id: 'lab',
    layoutOptions: options,
    children: nodes.map(({ id, kind }) => ({ id, ...nodeSizes[kind] })),
    edges: orient(nodes, wires).map(([from, to], index) => ({
      id: `${index}`,
      sources: [from],
      targets: [to],
    })),
  };
  const { children = [] } = await elk.layout(graph);
  const places = new Map(children.map(({ id, x = 0, y = 0 }) => [id, snap({ x, y })]));
  return clearRails(nodes, wires, places);
}

/**
 * Each wire from the upper to the lower row: networks in the order in which one reaches them, a container that is
 * on one network only in turn above and below it.
 */
export function orient(nodes: readonly LayoutNode[], wires: readonly LayoutWire[]): [string, string][] {
  const networksOf = group(
    wires,
    (wire) => wire.containerId,
    (wire) => wire.networkId,
  );
  const containersOf = group(
    wires,
    (wire) => wire.networkId,
    (wire) => wire.containerId,
  );
  const size = (id: string): number => containersOf.get(id)?.length ?? 0;
  const networks = nodes.filter(({ kind }) => kind === 'network').toSorted((a, b) => size(b.id) - size(a.id));
  const seen = new Set<string>();
  const oriented: [string, string][] = [];

  for (const root of networks) {
    const queue = seen.has(root.id) ? [] : [root.id];
    seen.add(root.id);
    for (const network of queue) {
      let leaves = 0;
      for (const container of containersOf.get(network) ?? []) {
        const others = networksOf.get(container) ?? [];
        if (others.length === 1) {
          // Two side by side look better than one above the other.
          const above = size(network) > 2 && leaves % 2 === 1;
          oriented.push(above ? [container, network] : [network, container]);
          leaves += 1;
          continue;
        }
        if (seen.has(container)) continue;
        seen.add(container);
        oriented.push([network, container]);
        for (const next of others) {
          if (next === network) continue;
          oriented.push([container, next]);
          if (seen.has(next)) continue;
          seen.add(next);
          queue.push(next);
        }
      }
    }
  }
  return oriented;
}

function group<T>(
  items: readonly T[],
  key: (item: T) => string,
  value: (item: T) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const found = groups.get(key(item));
    if (found) found.push(value(item));
    else groups.set(key(item), [value(item)]);
  }
  return groups;
}
