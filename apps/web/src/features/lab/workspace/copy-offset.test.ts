import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grid, nodeSizes, overlaps } from '../canvas/layout/geometry.ts';
import { copyOffset, type CopiedNode } from './copy-offset.ts';

const sizes = { ...nodeSizes, annotation: { width: 448, height: 288 } };
const anyNode: fc.Arbitrary<CopiedNode> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('container', 'network', 'annotation'),
  size: fc.constant(sizes.annotation),
  position: fc.option(
    fc
      .record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) })
      .map(({ x, y }) => ({
        x: x * grid,
        y: y * grid,
      })),
  ),
});

it('covers no node with a copy, and stays on the grid', () => {
  fc.assert(
    fc.property(
      fc.array(anyNode, { maxLength: 30 }),
      fc.array(anyNode, { maxLength: 8 }),
      (present, copied) => {
        const { x, y } = copyOffset(copied, present);
        expect([x % grid, y % grid]).toEqual([0, 0]);
        for (const one of copied) {
          for (const other of present) {
            if (!one.position || !other.position) continue;
            const box = { x: one.position.x + x, y: one.position.y + y, ...sizes[one.kind] };
            expect(overlaps(box, { ...other.position, ...sizes[other.kind] })).toBe(false);
          }
        }
      },
    ),
  );
});

it('leaves nodes where they were in a lab that has room there', () => {
  const node: CopiedNode = { id: 'a', kind: 'container', position: { x: 80, y: 40 } };
  expect(copyOffset([node], [])).toEqual({ x: 0, y: 0 });
  expect(copyOffset([node], [node]).y).toBeGreaterThan(nodeSizes.container.height);
});
