import {
  nodeSizes,
  overlaps,
  snap,
  type Box,
  type LayoutConnector,
  type LayoutNode,
  type Point,
} from './geometry.ts';

const gap = 24;

/**
 * Moves network nodes aside that another network's connector would run into. A container on two networks of one row
 * must not be right above one of them: its connector to the other would end behind that node.
 */
export function clearConnectors(
  nodes: readonly LayoutNode[],
  connectors: readonly LayoutConnector[],
  places: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const result = new Map(places);
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const boxOf = (id: string): Box | null => {
    const [kind, place] = [kinds.get(id), result.get(id)];
    return kind && place ? { ...place, ...nodeSizes[kind] } : null;
  };
  const networks = nodes.filter(({ kind }) => kind === 'network');

  for (const { containerId, networkId } of connectors) {
    const [container, network] = [boxOf(containerId), boxOf(networkId)];
    if (!container || !network) continue;
    const x = container.x + container.width / 2;
    for (const { id } of networks) {
      const obstacle = boxOf(id);
      if (id === networkId || !obstacle || Math.abs(obstacle.y - network.y) > obstacle.height) continue;
      const inTheWay = x > obstacle.x - gap && x < obstacle.x + obstacle.width + gap;
      if (!inTheWay) continue;
      // Away from the side that the connector comes from.
      const fromLeft = network.x < x;
      const aside = snap({
        x: fromLeft ? container.x + container.width + gap : container.x - gap - obstacle.width,
        y: obstacle.y,
      });
      const others = nodes.flatMap((other) => (other.id === id ? [] : (boxOf(other.id) ?? [])));
      if (!others.some((other) => overlaps({ ...obstacle, ...aside }, other, gap / 2))) result.set(id, aside);
    }
  }
  return result;
}
