import { describe, expect, it } from 'vitest';
import type { PlacedNode } from './geometry.ts';
import { nearestNode } from './nearest-node.ts';

const at = (x: number, y: number): PlacedNode => ({ kind: 'container', position: { x, y } });

describe('nearestNode', () => {
  it('prefers a near node to one that is far but in line', () => {
    const from = at(0, 0);
    const near = at(220, 40);
    expect(nearestNode(from, [from, at(2000, 0), near], 'right')).toBe(near);
  });

  it('returns null when no node lies ahead', () => {
    const from = at(0, 0);
    expect(nearestNode(from, [from, at(0, 200), at(-300, 0)], 'right')).toBeNull();
  });
});
