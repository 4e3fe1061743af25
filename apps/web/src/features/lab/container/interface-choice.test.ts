import { describe, expect, it } from 'vitest';
import { sampleNetwork } from '../model/testing/sample-nodes.ts';
import { automaticChoice, checkChoice, suggestedNames, toAttachment } from './interface-choice.ts';
import type { LabAddresses } from './lab-addresses.ts';

const dual = sampleNetwork({ ipv6Subnet: 'fd00::/64' });
const plain = sampleNetwork({ ipv4Subnet: null });
const free: LabAddresses = {
  next: (_, family) => (family === 4 ? '10.0.1.10' : 'fd00::10'),
  holder: (_, __, address) => (address === 'fd00::5' ? 'web-1' : null),
  macHolder: (_, mac) => (mac === '02:00:00:00:00:05' ? 'web-1' : null),
};
const full: LabAddresses = { ...free, next: () => null };
const choice = (part: Partial<ReturnType<typeof automaticChoice>>) => ({ ...automaticChoice(), ...part });

describe('what is sent for an interface', () => {
  it('leaves everything to the API unless it was chosen', () => {
    expect(toAttachment(automaticChoice(), dual, free)).toEqual({
      networkId: 'net_1',
      ipv4Address: null,
      ipv6Address: null,
      macAddress: null,
      interfaceName: null,
      addressed: true,
    });
  });

  it.each([
    [{ noIpv6: true }, { addressed: false, ipv4Address: '10.0.1.10', ipv6Address: null }],
    [{ noIpv4: true }, { addressed: false, ipv4Address: null, ipv6Address: 'fd00::10' }],
    [
      { noIpv4: true, ipv6Address: ' fd00::7 ' },
      { addressed: false, ipv6Address: 'fd00::7' },
    ],
    [
      { noIpv4: true, ipv4Address: '10.0.1.9' },
      { addressed: false, ipv4Address: null },
    ],
    [
      { noIpv4: true, noIpv6: true },
      { addressed: false, ipv4Address: null, ipv6Address: null },
    ],
  ])('names the address of the other family for %j', (part, expected) => {
    expect(toAttachment(choice(part), dual, free)).toMatchObject(expected);
  });

  it('ignores addresses on a network without subnets', () => {
    const typed = choice({ ipv4Address: '10.0.1.9', noIpv4: true, interfaceName: 'swp1' });
    expect(toAttachment(typed, plain, free)).toMatchObject({
      ipv4Address: null,
      interfaceName: 'swp1',
      addressed: true,
    });
  });
});

describe('the check of an interface', () => {
  it('finds nothing wrong with an automatic one, on a plain network too', () => {
    for (const network of [dual, plain]) {
      expect(Object.values(checkChoice(automaticChoice(), network, [], full)).some(Boolean)).toBe(false);
    }
  });

  it.each([
    ['ipv6Address', 'FD00::0005', "fd00::5 is taken by container 'web-1'."],
    ['ipv4Address', '10.0.2.1', 'outside 10.0.1.0/24'],
    ['macAddress', '02-00-00-00-00-05', "02:00:00:00:00:05 is taken by container 'web-1'."],
    ['macAddress', '01:00:00:00:00:05', 'multicast'],
    ['interfaceName', 'eth0', "has the name 'eth0'"],
    ['interfaceName', 'sixteen-letters-', 'at most 15'],
  ] as const)('refuses the %s %j', (field, value, message) => {
    expect(checkChoice(choice({ [field]: value }), dual, ['eth0'], free)[field]).toContain(message);
  });

  it('refuses a full subnet if the address has to be named', () => {
    expect(checkChoice(choice({ noIpv4: true }), dual, [], full).ipv6Address).toContain(
      'no free IPv6 address',
    );
  });
});

describe('suggested names', () => {
  it('skip those that are chosen or taken', () => {
    const choices = ['', 'eth1', ''].map((interfaceName) => ({ interfaceName }));
    expect(suggestedNames(choices, ['eth0'])).toEqual(['eth2', 'eth1', 'eth3']);
  });
});
