import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, type Alignment } from './align.ts';
import { boxOf, overlaps } from './geometry.ts';

const container = (id: string, x: number, y: number) => ({
  id,
  kind: 'container' as const,
  position: { x, y },
});
const network = (id: string, x: number, y: number) => ({ id, kind: 'network' as const, position: { x, y } });

describe('aligning nodes', () => {
  it('puts them in a row or a column by their middles', () => {
    const nodes = [container('a', 0, 0), network('b', 400, 100)];
    expect([...align(nodes, 'row')]).toEqual([
      ['a', { x: 0, y: 48 }],
      // As near as the grid allows, because a network is less high.
      ['b', { x: 400, y: 56 }],
    ]);
    expect([...align(nodes, 'column').values()].map(({ x }) => x)).toEqual([200, 200]);
  });

  it('makes the gaps between them equal', () => {
    const nodes = [container('c', 800, 8), container('a', 0, 0), container('b', 200, 16)];
    expect([...align(nodes, 'spread-across')]).toEqual([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 400, y: 16 }],
      ['c', { x: 800, y: 8 }],
    ]);
  });

  it('never leaves one on another in a row or a column', () => {
    const any = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 600 }), fc.nat({ max: 600 })), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(any, fc.constantFrom<Alignment>('row', 'column'), (places, how) => {
        const nodes = places.map(([isNetwork, x, y], index) =>
          (isNetwork ? network : container)(String(index), x, y),
        );
        const moved = align(nodes, how);
        const boxes = nodes.map((node) => boxOf({ ...node, position: moved.get(node.id) ?? node.position }));
        expect(boxes.some((one, at) => boxes.slice(at + 1).some((other) => overlaps(one, other)))).toBe(
          false,
        );
      }),
      { numRuns: 100 },
    );
  });
});
