import { expect, it } from 'vitest';
import { forwardingChanges } from './overlay-forwarding.ts';

const zero = '00:00:00:00:00:00';
const learned = '02:00:00:00:00:07';
const ofTheBridge = { mac: learned };

it('adds a line for each host that has none', () => {
  expect(forwardingChanges('vx1', [ofTheBridge], ['192.0.2.1', '192.0.2.2'])).toEqual([
    `fdb append ${zero} dev vx1 dst 192.0.2.1`,
    `fdb append ${zero} dev vx1 dst 192.0.2.2`,
  ]);
});

it('leaves alone what is right, what was learned of hosts that stay, and what is the bridge’s', () => {
  const present = [ofTheBridge, { mac: zero, dst: '192.0.2.1' }, { mac: learned, dst: '192.0.2.1' }];
  expect(forwardingChanges('vx1', present, ['192.0.2.1', '192.0.2.1'])).toEqual([]);
});

it('forgets a host that is none of the lab’s any more, with all that was learned of it', () => {
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
