import { expect, it } from 'vitest';
import { trafficOf } from './traffic-of.ts';

const link = (container: string, toContainer: number, fromContainer: number) => ({
  container: { id: container },
  interface: { network: { id: 'lan' } },
  toContainer: { bytesPerSecond: toContainer },
  fromContainer: { bytesPerSecond: fromContainer },
});

it('names the directions that carry something, as the container sees them, and counts each byte once', () => {
  const { wires, bytesPerSecond } = trafficOf([link('a', 150_000, 1_000), link('b', 0, 150_000)]);
  expect([...wires]).toEqual([
    ['a~lan', '↓ 1.2 Mbit/s ↑ 8.0 kbit/s'],
    ['b~lan', '↑ 1.2 Mbit/s'],
  ]);
  expect(bytesPerSecond).toBe(151_000);
});
