import { expect, it } from 'vitest';
import { nodeSizes, overlaps } from '../canvas/layout/geometry.ts';
import type { Lab } from '../model/lab.ts';
import { cableEnds } from './cable-ends.ts';

const lab = {
  networks: [{ id: 'lan', position: { x: 200, y: 0 } }],
  containers: [
    { id: 'a', position: { x: 0, y: 0 } },
    { id: 'b', position: { x: 400, y: 0 } },
    { id: 'new', position: null },
  ],
  annotations: [],
} as unknown as Lab;

it('are the two selected containers, with a free place between them', () => {
  const ends = cableEnds(lab, { nodes: ['b', 'a'] });
  expect(ends?.containerIds).toEqual(['a', 'b']);
  const { x = NaN, y = NaN } = ends?.position ?? {};
  expect(x).toBe(200 + (nodeSizes.container.width - nodeSizes.network.width) / 2);
  expect(overlaps({ x, y, ...nodeSizes.network }, { x: 200, y: 0, ...nodeSizes.network })).toBe(false);
  expect(cableEnds(lab, { nodes: ['a', 'new'] })).toEqual({ containerIds: ['a', 'new'], position: null });
});

it('are none if anything else is selected', () => {
  for (const nodes of [[], ['a'], ['a', 'lan'], ['a', 'b', 'lan'], ['a', 'b', 'new']])
    expect(cableEnds(lab, { nodes })).toBeNull();
});
