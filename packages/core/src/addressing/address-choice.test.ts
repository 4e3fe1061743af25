import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeContainer } from '../edits/remove-nodes.ts';
import { editContext, SampleLab } from '../testing/sample-lab.ts';
import { valueOf } from '../testing/outcome.ts';
import { nextFreeAddress } from './address-choice.ts';
import { checkIpv4Address } from './address-rules.ts';
import { capacity, firstUsable } from './usable-addresses.ts';

describe('the next free address', () => {
  it.each([
    ['10.0.1.0/24', false, '10.0.1.10'],
    ['10.0.1.0/24', true, '10.0.1.10'],
    ['10.0.0.0/8', false, '10.0.0.10'],
    ['10.0.1.32/27', false, '10.0.1.42'],
    ['10.0.1.0/28', false, '10.0.1.1'],
    ['10.0.1.0/28', true, '10.0.1.2'],
    ['10.0.1.4/30', false, '10.0.1.5'],
    ['10.0.1.4/30', true, '10.0.1.6'],
  ])('on an empty %s with internet %s is %s', (ipv4Subnet, internet, expected) => {
    const sample = new SampleLab();
    const network = sample.network('lan', ipv4Subnet, internet);
    expect(nextFreeAddress(network, sample.lab)).toBe(expected);
  });

  it('is a lower one once all from .10 up are taken', () => {
    const sample = new SampleLab();
    const network = sample.network('lan', '10.0.1.0/27', true);
    const given = Array.from({ length: Number(capacity(network, 4)) }, (_, index) => {
      return sample.container(`c${index}`, network).interfaces[0]?.ipv4Address;
    });
    expect(given.slice(0, 2)).toEqual(['10.0.1.10', '10.0.1.11']);
    expect(given.slice(20, 23)).toEqual(['10.0.1.30', '10.0.1.2', '10.0.1.3']);
    expect(given.at(-1)).toBe('10.0.1.9');
    expect(nextFreeAddress(network, sample.lab)).toBeNull();
  });

  it('is one that was freed', () => {
    const sample = new SampleLab();
    const network = sample.network('lan');
    const first = sample.container('a', network);
    sample.container('b', network);
    const { lab } = valueOf(removeContainer(sample.lab, { containerId: first.id }, sample.context));
    expect(nextFreeAddress(network, lab)).toBe('10.0.1.10');
  });

  it('may be taken on another network', () => {
    const sample = new SampleLab();
    const [one, other] = [sample.network('one', '10.0.1.0/24'), sample.network('other', '10.0.2.0/24')];
    sample.container('a', one);
    expect(nextFreeAddress(other, sample.lab)).toBe('10.0.2.10');
  });

  it('is valid as a user’s address until the network is full', () => {
    const subnet = fc.constantFrom(
      '10.0.1.0/26',
      '10.0.1.0/27',
      '10.0.1.16/28',
      '10.0.1.8/29',
      '192.168.0.252/30',
    );
    fc.assert(
      fc.property(subnet, fc.boolean(), (ipv4Subnet, internet) => {
        const sample = new SampleLab(editContext());
        const network = sample.network('lan', ipv4Subnet, internet);
        const given = new Set<string>();
        for (let next = nextFreeAddress(network, sample.lab); next !== null;) {
          expect(checkIpv4Address(next, network)).toEqual({ ok: true, value: next });
          given.add(next);
          sample.container(`c${given.size}`, network);
          next = nextFreeAddress(network, sample.lab);
        }
        expect(given.size).toBe(Number(capacity(network, 4)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the next free IPv6 address', () => {
  it.each([
    ['fd00::/64', 'fd00::10'],
    ['fd00::/122', 'fd00::10'],
    ['fd00::/123', 'fd00::1'],
    ['fd00::/127', 'fd00::'],
    [null, null],
  ])('in %s is %s', (ipv6Subnet, expected) => {
    const sample = new SampleLab();
    const network = sample.add({ name: 'lan', ipv4Subnet: '10.0.1.0/24', ipv6Subnet });
    expect(nextFreeAddress(network, sample.lab, 6)).toBe(expected);
  });

  it('counts up, in a subnet of any size', () => {
    const sample = new SampleLab();
    const network = sample.add({ name: 'lan', ipv6Subnet: 'fd00::/32' });
    const given = ['a', 'b', 'c'].map((name) => sample.container(name, network).interfaces[0]?.ipv6Address);
    expect(given).toEqual(['fd00::10', 'fd00::11', 'fd00::12']);
  });
});

describe('the capacity of a network', () => {
  it.each([
    ['10.0.1.0/24', false, 254],
    ['10.0.1.0/24', true, 253],
    ['10.0.1.0/30', false, 2],
    ['10.0.1.0/30', true, 1],
    ['10.0.1.0/31', false, 2],
    ['10.0.1.0/31', true, 1],
    ['10.0.0.0/8', false, 16_777_214],
  ])('of %s with internet %s is %i', (ipv4Subnet, internet, room) => {
    expect(capacity(new SampleLab().network('lan', ipv4Subnet, internet), 4)).toBe(BigInt(room));
  });

  it('begins after the network address', () => {
    expect(firstUsable('10.0.1.0/24')).toBe('10.0.1.1');
    expect(firstUsable('192.168.0.252/30')).toBe('192.168.0.253');
    expect(firstUsable('192.168.0.252/31')).toBe('192.168.0.252');
    expect(firstUsable('fd00::/64')).toBe('fd00::1');
    expect(firstUsable('fd00::/127')).toBe('fd00::');
  });
});
