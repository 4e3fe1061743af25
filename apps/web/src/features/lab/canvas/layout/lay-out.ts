import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import { contract } from './contract.ts';
import { snap, type LayoutConnector, type LayoutNode, type Point, type Size } from './geometry.ts';

const common = {
  'elk.algorithm': 'layered',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '16',
  'elk.spacing.nodeNode': '64',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': '16',
  'elk.spacing.componentComponent': '80',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
};
const wrapped = { 'elk.layered.wrapping.strategy': 'MULTI_EDGE' };

interface Way {
  /** Whether branches are joined to blocks, too. */
  readonly deep: boolean;
  readonly options: Readonly<Record<string, string>>;
  /** How much wider than the canvas the layout engine makes it. */
  readonly stretch?: number;
}

/** Ways to lay out a lab, the clearest first. The others are for labs that it would make too long. */
const ways: readonly Way[] = [
  { deep: false, options: { 'elk.direction': 'DOWN' } },
  // Separate parts of a lab come out higher than asked for.
  { deep: false, options: { 'elk.direction': 'DOWN' }, stretch: 1.3 },
  { deep: true, options: { 'elk.direction': 'DOWN' } },
  { deep: true, options: { 'elk.direction': 'RIGHT' } },
  { deep: true, options: { ...wrapped, 'elk.direction': 'RIGHT' } },
  { deep: true, options: { ...wrapped, 'elk.direction': 'DOWN' } },
];
/** A clearer way is taken if nodes are at least this much as large as with the best one. */
const nearlyAsLarge = 0.85;
/** The area that a node and its share of wires need. A way that comes near to that is good enough. */
const areaOfNode = 240 * 128;

interface Layout {
  readonly places: ReadonlyMap<string, Point>;
  /** The zoom at which it fits the canvas, at most 1. */
  readonly zoom: number;
}

/**
 * Positions for all nodes: each network in the middle of its hosts, and routers between their networks, in about the
 * shape of the canvas, so that nodes are as large as possible when all are in view.
 */
export async function layOut(
  elk: Pick<ELK, 'layout'>,
  nodes: readonly LayoutNode[],
  connectors: readonly LayoutConnector[],
  canvas: Size,
): Promise<Map<string, Point>> {
  const aspect = canvas.width / canvas.height;
  const area = nodes.reduce((sum, { size }) => sum + (size ? size.width * size.height : areaOfNode), 0);
  const ideal = Math.min(1, Math.sqrt((canvas.width * canvas.height) / area));
  const layouts: Layout[] = [];
  for (const { deep, options, stretch = 1 } of ways) {
    const { blocks, connectors: between } = contract(nodes, connectors, aspect, deep);
    const graph: ElkNode = {
      id: 'lab',
      layoutOptions: { ...common, ...options, 'elk.aspectRatio': `${aspect * stretch}` },
      children: [...blocks].map(([id, { size }]) => ({ id, ...size })),
      edges: orient(nodes, between).map(([from, to], index) => ({
        id: `${index}`,
        sources: [from],
        targets: [to],
      })),
    };
    const { children = [], width = 1, height = 1 } = await elk.layout(graph);
    const places = children.flatMap(({ id, x = 0, y = 0 }) =>
      [...(blocks.get(id)?.places ?? [])].map(
        ([node, at]) => [node, snap({ x: x + at.x, y: y + at.y })] as const,
      ),
    );
    const zoom = Math.min(1, canvas.width / width, canvas.height / height);
    layouts.push({ places: new Map(places), zoom });
    if (zoom >= ideal * nearlyAsLarge) break;
  }
  const largest = Math.max(...layouts.map(({ zoom }) => zoom));
  const chosen = layouts.find(({ zoom }) => zoom >= largest * nearlyAsLarge);
  return new Map(chosen?.places);
}

/**
 * Each connector as a pair of its upper and its lower node. Networks follow in breadth-first order. A frame may be at
 * either end of a connector, or at both.
 */
export function orient(
  nodes: readonly LayoutNode[],
  connectors: readonly LayoutConnector[],
): [string, string][] {
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { containerId, networkId } of connectors) {
    neighbours.get(containerId)?.push(networkId);
    neighbours.get(networkId)?.push(containerId);
  }
  const near = (id: string): readonly string[] => neighbours.get(id) ?? [];
  const roots = nodes
    .filter(({ kind }) => kind === 'network')
    .toSorted((a, b) => near(b.id).length - near(a.id).length);
  const seen = new Set<string>();
  const oriented = new Map<string, [string, string]>();
  const add = (upper: string, lower: string): void => {
    const pair = [upper, lower].toSorted().join();
    if (!oriented.has(pair)) oriented.set(pair, [upper, lower]);
  };

  for (const root of roots) {
    const queue = seen.has(root.id) ? [] : [root.id];
    seen.add(root.id);
    for (const id of queue) {
      for (const below of near(id)) {
        add(id, below);
        if (seen.has(below)) continue;
        seen.add(below);
        for (const next of near(below)) {
          if (next === id) continue;
          add(below, next);
          if (seen.has(next)) continue;
          seen.add(next);
          queue.push(next);
        }
      }
    }
  }
  return [...oriented.values()];
}
