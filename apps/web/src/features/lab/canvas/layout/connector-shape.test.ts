import { describe, expect, it } from 'vitest';
import { nodeSizes, type Box } from './geometry.ts';
import { portX, shapeConnector } from './connector-shape.ts';

const container = (x: number, y: number): Box => ({ x, y, ...nodeSizes.container });
const network = (x: number, y: number): Box => ({ x, y, ...nodeSizes.network });

describe('a connector', () => {
  it('goes straight down from the network to a container below it', () => {
    const { trunk, drop, junction } = shapeConnector(container(8, 200), network(0, 0), 0, 1);
    expect([trunk, drop, junction]).toEqual(['', 'M96 48V200', { x: 96, y: 48 }]);
  });

  it('follows the trunk to a container that is not below or above, and leaves it at a junction', () => {
    const { trunk, drop, junction } = shapeConnector(container(400, -200), network(0, 0), 0, 1);
    expect([trunk, drop, junction]).toEqual(['M192 24H488', 'M488 24V-144', { x: 488, y: 24 }]);
  });

  it('is horizontal between nodes side by side', () => {
    const { trunk, drop } = shapeConnector(container(400, 0), network(0, 0), 0, 1);
    expect([trunk, drop]).toEqual(['M192 24H400', '']);
  });

  it('has a port of its own, eth0 leftmost, however many there are', () => {
    const box = container(0, 0);
    const xs = Array.from({ length: 12 }, (_, port) => portX(box, port, 12));
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(12);
    expect(Math.min(...xs)).toBeGreaterThan(box.x);
    expect(Math.max(...xs)).toBeLessThan(box.x + box.width);
  });
});
