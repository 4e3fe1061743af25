import { expect, it } from 'vitest';
import { type ContainerInterface, mistakenFor, planNames, renamingLines } from './interface-names.ts';

const one = (name: string, mac: string, alias = ''): ContainerInterface => ({ name, macAddress: mac, alias });

it('leaves alone what is in order', () => {
  expect(planNames([one('eth0', 'a'), one('eth1', 'b')], ['a', 'b'])).toEqual([]);
  expect(planNames([one('eth2', 'b'), one('eth0', 'a')], ['a', 'b'])).toEqual([]);
});

it('swaps two that came the wrong way round', () => {
  expect(planNames([one('eth0', 'b'), one('eth1', 'a')], ['a', 'b'])).toEqual([
    { from: 'eth1', to: 'eth0' },
    { from: 'eth0', to: 'eth1' },
  ]);
});

it('orders ten and more by their numbers', () => {
  const macs = Array.from({ length: 12 }, (_, index) => `m${index}`);
  const present = macs.map((mac, index) => one(`eth${11 - index}`, mac));
  expect(planNames(present, macs)[0]).toEqual({ from: 'eth11', to: 'eth0' });
});

it('does not touch interfaces that the lab does not know, nor names of those', () => {
  const present = [one('eth0', 'x'), one('eth1', 'b'), one('eth2', 'a')];
  expect(planNames(present, ['a', 'b', 'gone'])).toEqual([
    { from: 'eth2', to: 'eth1' },
    { from: 'eth1', to: 'eth2' },
  ]);
});

it('takes down only where the kernel wants it', () => {
  expect(renamingLines([{ from: 'eth1', to: 'eth0' }], true)).toEqual([
    'link set dev eth1 name pn-eth1',
    'link set dev pn-eth1 name eth0',
  ]);
  expect(renamingLines([{ from: 'eth1', to: 'eth0' }], false)).toEqual([
    'link set dev eth1 down',
    'link set dev eth1 name pn-eth1',
    'link set dev pn-eth1 name eth0',
    'link set dev eth0 up',
  ]);
});

it('knows which other interface Docker would take for the one that leaves', () => {
  const present = [one('eth0', 'a', 'docker:eth1'), one('eth1', 'b', 'docker:eth0'), one('eth2', 'c')];
  expect(mistakenFor(present, 'a')).toBe('eth1');
  expect(mistakenFor(present, 'b')).toBe('eth0');
  expect(mistakenFor(present, 'c')).toBeNull();
  expect(mistakenFor(present.slice(0, 1), 'a')).toBeNull();
});
