import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { Underlay } from './underlay.ts';

const own = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .filter(({ family }) => family === 'IPv4')
  .map(({ address }) => address);

it('uses the configured address as long as the host has it', async () => {
  expect(await new Underlay(own[0] ?? '').address()).toBe(own[0]);
  const gone = new Underlay('203.0.113.250');
  expect(await gone.address()).toBe(null);
  await expect(gone.link()).rejects.toThrow('no link of this host has 203.0.113.250');
});

it('uses the source address of the default route if none is configured', async () => {
  const found = await new Underlay(null).address();
  expect([...own, null]).toContain(found);
  expect(found).not.toBe('0.0.0.0');
});
