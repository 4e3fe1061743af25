import { expect, it } from 'vitest';
import type { Lab } from './lab.ts';
import { movedLab } from './optimistic-lab.ts';

const lab = {
  id: 'lab_1',
  revision: 4,
  history: {},
  networks: [{ id: 'net_1', position: { x: 1, y: 2 } }],
  containers: [{ id: 'ctr_1', position: null }],
  annotations: [
    { id: 'ann_1', position: { x: 3, y: 4 }, width: 200, height: 96 },
    { id: 'ann_2', position: { x: 3, y: 4 }, width: 448, height: 288 },
  ],
} as unknown as Lab;

it('shows moved nodes at their new positions and leaves the others', () => {
  expect(
    movedLab(lab, [
      { nodeId: 'ctr_1', x: 8, y: 16 },
      { nodeId: 'ann_1', x: 0, y: 0 },
      { nodeId: 'ann_2', x: 0, y: 0, width: 640, height: 480 },
    ]),
  ).toMatchObject({
    moveNodes: {
      lab: {
        id: 'lab_1',
        networks: [{ id: 'net_1', position: { x: 1, y: 2 } }],
        containers: [{ id: 'ctr_1', position: { x: 8, y: 16 } }],
        annotations: [
          { id: 'ann_1', position: { x: 0, y: 0 }, width: 200, height: 96 },
          { id: 'ann_2', position: { x: 0, y: 0 }, width: 640, height: 480 },
        ],
      },
    },
  });
});
