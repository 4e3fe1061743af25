import { blockOf, type Block } from './block.ts';
import type { LayoutConnector, LayoutNode } from './geometry.ts';

interface Contracted {
  /** The blocks by their first node. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** The connectors between blocks. */
  readonly connectors: readonly LayoutConnector[];
}

/**
 * Joins hosts, the containers on one network only, with their network to one block. `deep`: also what branches off, such
 * as the networks of one router, and the routers of one network that lead to no other. What is left are the cycles and
 * chains of the lab.
 */
export function contract(
  nodes: readonly LayoutNode[],
  connectors: readonly LayoutConnector[],
  aspect: number,
  deep: boolean,
): Contracted {
  const neighbours = new Map<string, Set<string>>(nodes.map(({ id }) => [id, new Set()]));
  for (const { containerId, networkId } of connectors) {
    neighbours.get(containerId)?.add(networkId);
    neighbours.get(networkId)?.add(containerId);
  }
  const attached = new Map<string, string[]>();
  const joined = new Set<string>();
  const join = (id: string, to: string): void => {
    attached.set(to, [...(attached.get(to) ?? []), id]);
    joined.add(id);
    neighbours.delete(id);
    neighbours.get(to)?.delete(id);
  };

  for (const { id, kind } of nodes) {
    const [network, ...more] = neighbours.get(id) ?? [];
    if (kind === 'container' && network !== undefined && more.length === 0) join(id, network);
  }
  for (let before = -1; deep && before !== joined.size;) {
    before = joined.size;
    const ends = [...neighbours].filter(([, others]) => others.size === 1);
    const branches = Map.groupBy(ends, ([, others]) => [...others][0] ?? '');
    for (const [to, ids] of branches) {
      // One end alone is the end of a chain, which can be folded better.
      if (ids.length > 1) for (const [id] of ids) if (neighbours.has(to)) join(id, to);
    }
  }

  const nodesById = new Map(nodes.map((node) => [node.id, node]));
  const build = (id: string, hangs: boolean): Block[] => {
    const node = nodesById.get(id);
    if (!node) return [];
    const own = (attached.get(id) ?? []).flatMap((other) => build(other, true));
    return [blockOf(node, own, aspect, hangs)];
  };
  return {
    blocks: new Map([...neighbours.keys()].flatMap((id) => build(id, false).map((block) => [id, block]))),
    connectors: connectors.filter((one) => !joined.has(one.containerId) && !joined.has(one.networkId)),
  };
}
