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
 * Moves plates aside that another network's rail would run into: a container on two networks of one row must not be
 * right above one of them, or its connector to the other ends behind that plate.
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
      const plate = boxOf(id);
      if (id === networkId || !plate || Math.abs(plate.y - network.y) > plate.height) continue;
      const inTheWay = x > plate.x - gap && x < plate.x + plate.width + gap;
      if (!inTheWay) continue;
      // Away from where the rail comes from.
      const fromLeft = network.x < x;
      const aside = snap({
        x: fromLeft ? container.x + container.width + gap : container.x - gap - plate.width,
        y: plate.y,
      });
      const others = nodes.flatMap((other) => (other.id === id ? [] : (boxOf(other.id) ?? [])));
      if (!others.some((other) => overlaps({ ...plate, ...aside }, other, gap / 2))) result.set(id, aside);
    }
  }
  return result;
}
