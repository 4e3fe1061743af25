import { expect, it } from 'vitest';
import { type ContainerInterface, nameClash, planNames, renamingLines } from './interface-names.ts';

const one = (name: string, mac: string, alias = ''): ContainerInterface => ({ name, macAddress: mac, alias });

it('renames nothing that is in order', () => {
  expect(planNames([one('eth0', 'a'), one('eth1', 'b')], ['a', 'b'])).toEqual([]);
  expect(planNames([one('eth2', 'b'), one('eth0', 'a')], ['a', 'b'])).toEqual([]);
});

it('swaps two interfaces in the wrong order', () => {
  expect(planNames([one('eth0', 'b'), one('eth1', 'a')], ['a', 'b'])).toEqual([
    { from: 'eth1', to: 'eth0' },
    { from: 'eth0', to: 'eth1' },
  ]);
});

it('orders ten and more interfaces by number', () => {
  const macs = Array.from({ length: 12 }, (_, index) => `m${index}`);
  const present = macs.map((mac, index) => one(`eth${11 - index}`, mac));
  expect(planNames(present, macs)[0]).toEqual({ from: 'eth11', to: 'eth0' });
});

it('leaves interfaces alone that are not in the lab, and their names', () => {
  const present = [one('eth0', 'x'), one('eth1', 'b'), one('eth2', 'a')];
  expect(planNames(present, ['a', 'b', 'gone'])).toEqual([
    { from: 'eth2', to: 'eth1' },
    { from: 'eth1', to: 'eth2' },
  ]);
});

it('takes interfaces down only if the kernel requires it', () => {
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

it('finds the interface that Docker would mistake for the one that leaves', () => {
  const present = [one('eth0', 'a', 'docker:eth1'), one('eth1', 'b', 'docker:eth0'), one('eth2', 'c')];
  expect(nameClash(present, 'a')).toBe('eth1');
  expect(nameClash(present, 'b')).toBe('eth0');
  expect(nameClash(present, 'c')).toBeNull();
  expect(nameClash(present.slice(0, 1), 'a')).toBeNull();
});
