import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNew } from '../layout/place-new.ts';
import { anyPlacedLab, type PlacedLab } from '../testing/any-lab.ts';
import { wireFaults } from '../testing/wire-faults.ts';
import { routeWires } from './route-wires.ts';
import { commonMove, shiftWires } from './shift-wires.ts';
import { untouched } from './untouched.ts';

/** The lab with one node somewhere else. */
function move({ nodes, connectors }: PlacedLab, which: number, by: { x: number; y: number }): PlacedLab {
  const moved = nodes[which % nodes.length];
  const others = nodes.filter((node) => node !== moved);
  if (!moved) return { nodes, connectors };
  const wanted = { x: moved.position.x + by.x * 8, y: moved.position.y + by.y * 8 };
  return { nodes: [...others, { ...moved, position: placeNew(moved.kind, wanted, others) }], connectors };
}

const anyShift = fc.record({ x: fc.integer({ min: -60, max: 60 }), y: fc.integer({ min: -40, max: 40 }) });

describe('wires while a node is dragged', () => {
  it('are true at each step', () => {
    fc.assert(
      fc.property(
        anyPlacedLab(),
        fc.nat(),
        fc.array(anyShift, { minLength: 1, maxLength: 4 }),
        (lab, which, shifts) => {
          let before = lab;
          let { wires } = routeWires(lab.nodes, lab.connectors);
          for (const by of shifts) {
            const now = move(before, which, by);
            const kept = untouched(before.nodes, now.nodes, now.connectors, wires);
            ({ wires } = routeWires(now.nodes, now.connectors, kept));
            expect(wireFaults(now.nodes, now.connectors, wires)).toEqual([]);
            before = now;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('move with all nodes together, and stay true', () => {
    fc.assert(
      fc.property(anyPlacedLab(), anyShift, ({ nodes, connectors }, by) => {
        const moved = nodes.map((node) => {
          const { x, y } = node.position;
          return { ...node, position: { x: x + by.x * 8, y: y + by.y * 8 } };
        });
        const move = commonMove(nodes, moved);
        fc.pre(move !== null);
        expect(move).toEqual({ x: by.x * 8, y: by.y * 8 });
        const wires = shiftWires(routeWires(nodes, connectors).wires, move);
        expect(wireFaults(moved, connectors, wires)).toEqual([]);
        expect(commonMove(moved, moved)).toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  it('do not move together when one node stays, comes or goes', () => {
    const at = (x: number) => ({ position: { x, y: 0 } });
    const [a, b] = [{ id: 'a', kind: 'container' } as const, { id: 'b', kind: 'network' } as const];
    const before = [
      { ...a, ...at(0) },
      { ...b, ...at(400) },
    ];
    expect(
      commonMove(before, [
        { ...a, ...at(8) },
        { ...b, ...at(400) },
      ]),
    ).toBeNull();
    expect(commonMove(before, [{ ...a, ...at(8) }])).toBeNull();
    expect(
      commonMove(before, [
        { ...a, ...at(8) },
        { ...b, id: 'c', ...at(408) },
      ]),
    ).toBeNull();
    expect(
      commonMove(before, [
        { ...a, ...at(8) },
        { ...b, ...at(408) },
      ]),
    ).toEqual({ x: 8, y: 0 });
  });

  it('stay where the node is neither their end nor in their way', () => {
    const nodes = [
      { id: 'lan', kind: 'network', position: { x: 0, y: 0 } },
      { id: 'a', kind: 'container', position: { x: 0, y: 160 } },
      { id: 'b', kind: 'container', position: { x: 240, y: 160 } },
    ] as const;
    const connectors = ['a', 'b'].map((containerId) => ({
      id: `${containerId}~lan`,
      containerId,
      networkId: 'lan',
    }));
    const { wires } = routeWires(nodes, connectors);
    const [lan, a, b] = nodes;
    const moved = [lan, a, { ...b, position: { x: 320, y: 160 } }];
    const after = routeWires(moved, connectors, untouched(nodes, moved, connectors, wires)).wires;
    expect(after.get('a~lan')).toBe(wires.get('a~lan'));
    expect(after.get('b~lan')).not.toEqual(wires.get('b~lan'));
  });
});
