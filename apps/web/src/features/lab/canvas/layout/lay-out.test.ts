import Elk from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import {
  nodeSizes,
  overlaps,
  type Box,
  type LayoutConnector,
  type LayoutNode,
  type Point,
} from './geometry.ts';
import { layOut, orient } from './lay-out.ts';

function boxes(nodes: readonly LayoutNode[], places: ReadonlyMap<string, Point>): Box[] {
  return nodes.map(({ id, kind }) => ({ ...nodeSizes[kind], ...(places.get(id) ?? { x: NaN, y: NaN }) }));
}

function crowd(networks: number, containers: number): { nodes: LayoutNode[]; connectors: LayoutConnector[] } {
  const nets = Array.from({ length: networks }, (_, index): LayoutNode => ({
    id: `n${index}`,
    kind: 'network',
  }));
  const boxes = Array.from({ length: containers }, (_, index): LayoutNode => ({
    id: `c${index}`,
    kind: 'container',
  }));
  const connectors = boxes.flatMap(({ id }, index): LayoutConnector[] => {
    const own = { containerId: id, networkId: `n${index % networks}` };
    return index % 5 === 0 ? [own, { containerId: id, networkId: `n${(index + 1) % networks}` }] : [own];
  });
  return { nodes: [...nets, ...boxes], connectors };
}

describe('the layout', () => {
  it('overlaps no nodes in a lab of 100 containers and 40 networks', async () => {
    const { nodes, connectors } = crowd(40, 100);
    const all = boxes(nodes, await layOut(new Elk(), nodes, connectors));
    const touching = all.flatMap((one, index) =>
      all.slice(index + 1).filter((other) => overlaps(one, other, 8)),
    );
    expect(touching).toEqual([]);
  });

  it('places a container without networks', async () => {
    const places = await layOut(new Elk(), [{ id: 'alone', kind: 'container' }], []);
    expect(places.get('alone')).toBeDefined();
  });

  it('puts a router between its networks, and hosts above and below theirs', () => {
    const nodes: LayoutNode[] = [
      { id: 'lan', kind: 'network' },
      { id: 'dmz', kind: 'network' },
    ];
    const connectors = ['a', 'b', 'r'].map((containerId) => ({ containerId, networkId: 'lan' }));
    connectors.push({ containerId: 'r', networkId: 'dmz' });
    expect(orient(nodes, connectors)).toEqual([
      ['lan', 'a'],
      ['b', 'lan'],
      ['lan', 'r'],
      ['r', 'dmz'],
    ]);
  });
});
