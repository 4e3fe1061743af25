import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { Underlay } from './underlay.ts';

const own = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .filter(({ family }) => family === 'IPv4')
  .map(({ address }) => address);

it('is where the configuration says, as long as the host has that address', async () => {
  expect(await new Underlay(own[0] ?? '').address()).toBe(own[0]);
  const gone = new Underlay('203.0.113.250');
  expect(await gone.address()).toBe(null);
  await expect(gone.link()).rejects.toThrow('no link of this host has 203.0.113.250');
});

it('is otherwise where the host leaves for the world, or nowhere', async () => {
  const found = await new Underlay(null).address();
  expect([...own, null]).toContain(found);
  expect(found).not.toBe('0.0.0.0');
});
