import { describe, expect, it } from 'vitest';
import type { Lab } from './lab-changes.ts';
import { movedLab } from './moved-lab.ts';

const lab = {
  id: 'lab_1',
  revision: 4,
  history: {},
  networks: [{ id: 'net_1', position: { x: 1, y: 2 } }],
  containers: [{ id: 'ctr_1', position: null }],
} as unknown as Lab;

describe('a move that is not answered yet', () => {
  it('shows what was moved at its new place, and all else where it was', () => {
    expect(movedLab(lab, [{ nodeId: 'ctr_1', x: 8, y: 16 }])).toMatchObject({
      moveNodes: {
        lab: {
          id: 'lab_1',
          networks: [{ id: 'net_1', position: { x: 1, y: 2 } }],
          containers: [{ id: 'ctr_1', position: { x: 8, y: 16 } }],
        },
      },
    });
  });
});
