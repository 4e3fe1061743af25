import { describe, expect, it } from 'vitest';
import { clearConnectors } from './clear-connectors.ts';
import type { LayoutNode } from './geometry.ts';

const nodes: LayoutNode[] = [
  { id: 'left', kind: 'network' },
  { id: 'right', kind: 'network' },
  { id: 'router', kind: 'container' },
];
const connectors = ['left', 'right'].map((networkId) => ({ containerId: 'router', networkId }));

describe('a network node', () => {
  it('moves aside for the connector of another network', () => {
    const places = clearConnectors(
      nodes,
      connectors,
      new Map([
        ['left', { x: 0, y: 200 }],
        ['right', { x: 392, y: 200 }],
        ['router', { x: 400, y: 0 }],
      ]),
    );
    expect(places.get('right')).toEqual({ x: 600, y: 200 });
    expect(places.get('left')).toEqual({ x: 0, y: 200 });
  });

  it('stays where no connector runs', () => {
    const before = new Map([
      ['left', { x: 0, y: 200 }],
      ['right', { x: 392, y: 400 }],
      ['router', { x: 400, y: 0 }],
    ]);
    expect(clearConnectors(nodes, connectors, before)).toEqual(before);
  });
});
