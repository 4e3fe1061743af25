import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPlacedLab } from '../testing/any-lab.ts';
import { wireFaults } from '../testing/wire-faults.ts';
import { routeWires } from './route-wires.ts';

describe('wires', () => {
  it('show what is connected and nothing else, wherever nodes are', () => {
    fc.assert(
      fc.property(anyPlacedLab(), ({ nodes, connectors }) => {
        expect(wireFaults(nodes, connectors, routeWires(nodes, connectors).wires)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
