import { describe, expect, it } from 'vitest';
import { clearRails } from './clear-rails.ts';
import type { LayoutNode } from './lay-out.ts';

const nodes: LayoutNode[] = [
  { id: 'left', kind: 'network' },
  { id: 'right', kind: 'network' },
  { id: 'router', kind: 'container' },
];
const wires = ['left', 'right'].map((networkId) => ({ containerId: 'router', networkId }));

describe('a plate', () => {
  it('steps aside for the rail of another network', () => {
    const places = clearRails(
      nodes,
      wires,
      new Map([
        ['left', { x: 0, y: 200 }],
        ['right', { x: 392, y: 200 }],
        ['router', { x: 400, y: 0 }],
      ]),
    );
    expect(places.get('right')).toEqual({ x: 600, y: 200 });
    expect(places.get('left')).toEqual({ x: 0, y: 200 });
  });

  it('stays where it is in nobody’s way', () => {
    const before = new Map([
      ['left', { x: 0, y: 200 }],
      ['right', { x: 392, y: 400 }],
      ['router', { x: 400, y: 0 }],
    ]);
    expect(clearRails(nodes, wires, before)).toEqual(before);
  });
});
