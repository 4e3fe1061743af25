import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import { clearConnectors } from './clear-connectors.ts';
import { nodeSizes, snap, type LayoutConnector, type LayoutNode, type Point } from './geometry.ts';

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

let startedElk: Promise<ELK> | undefined;

/** Starts the layout engine in a worker. It is large, so it is loaded on first use. */
export function startElk(): Promise<ELK> {
  startedElk ??= import('elkjs/lib/elk-api.js').then(({ default: Elk }) => new Elk({ workerUrl }));
  return startedElk;
}

/** Positions for all nodes, in rows: containers above and below their networks. */
export async function layOut(
  elk: Pick<ELK, 'layout'>,
  nodes: readonly LayoutNode[],
  connectors: readonly LayoutConnector[],
): Promise<Map<string, Point>> {
  const graph: ElkNode = {
    id: 'lab',
    layoutOptions: options,
    children: nodes.map(({ id, kind }) => ({ id, ...nodeSizes[kind] })),
    edges: orient(nodes, connectors).map(([from, to], index) => ({
      id: `${index}`,
      sources: [from],
      targets: [to],
    })),
  };
  const { children = [] } = await elk.layout(graph);
  const places = new Map(children.map(({ id, x = 0, y = 0 }) => [id, snap({ x, y })]));
  return clearConnectors(nodes, connectors, places);
}

/**
 * Each connector as a pair of its upper and its lower node. Networks follow in breadth-first order. Containers on one
 * network alternate above and below it.
 */
export function orient(
  nodes: readonly LayoutNode[],
  connectors: readonly LayoutConnector[],
): [string, string][] {
  const networksOf = group(
    connectors,
    (connector) => connector.containerId,
    (connector) => connector.networkId,
  );
  const containersOf = group(
    connectors,
    (connector) => connector.networkId,
    (connector) => connector.containerId,
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
          // Two containers look better side by side.
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
