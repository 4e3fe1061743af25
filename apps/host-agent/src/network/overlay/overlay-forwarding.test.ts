import { expect, it } from 'vitest';
import { forwardingChanges } from './overlay-forwarding.ts';

const zero = '00:00:00:00:00:00';
const learned = '02:00:00:00:00:07';
const bridgeEntry = { mac: learned };

it('adds an entry for each new host', () => {
  expect(forwardingChanges('vx1', [bridgeEntry], ['192.0.2.1', '192.0.2.2'])).toEqual([
    `fdb append ${zero} dev vx1 dst 192.0.2.1`,
    `fdb append ${zero} dev vx1 dst 192.0.2.2`,
  ]);
});

it('keeps existing entries, those learned from hosts that stay, and the bridge’s own', () => {
  const present = [bridgeEntry, { mac: zero, dst: '192.0.2.1' }, { mac: learned, dst: '192.0.2.1' }];
  expect(forwardingChanges('vx1', present, ['192.0.2.1', '192.0.2.1'])).toEqual([]);
});

it('removes the entries of a host that left the lab, learned ones included', () => {
  const present = [
    { mac: zero, dst: '192.0.2.1' },
    { mac: zero, dst: '192.0.2.2' },
    { mac: learned, dst: '192.0.2.2' },
  ];
  expect(forwardingChanges('vx1', present, ['192.0.2.1', '192.0.2.3'])).toEqual([
    `fdb del ${zero} dev vx1 dst 192.0.2.2`,
    `fdb del ${learned} dev vx1 dst 192.0.2.2`,
    `fdb append ${zero} dev vx1 dst 192.0.2.3`,
  ]);
});
