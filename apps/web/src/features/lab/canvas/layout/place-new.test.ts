import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeSizes, overlaps, type PlacedNode } from './geometry.ts';
import { placeNew, preferredPosition } from './place-new.ts';

describe('a new node', () => {
  it('takes the wanted position when it is free', () => {
    expect(placeNew('container', { x: 81, y: 3 }, [])).toEqual({ x: 80, y: 0 });
  });

  it('never overlaps another, however many want one position', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('container' as const, 'network' as const), { maxLength: 40 }),
        (kinds) => {
          const placed: PlacedNode[] = [];
          for (const kind of kinds) placed.push({ kind, position: placeNew(kind, { x: 0, y: 0 }, placed) });
          const boxes = placed.map(({ kind, position }) => ({ ...position, ...nodeSizes[kind] }));
          return boxes.every((one, index) => boxes.slice(index + 1).every((other) => !overlaps(one, other)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('goes below its network', () => {
    expect(preferredPosition([{ kind: 'network', position: { x: 40, y: 0 } }], [])).toEqual({
      x: 40,
      y: 120,
    });
  });
});
