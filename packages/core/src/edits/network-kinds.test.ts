import { describe, expect, it } from 'vitest';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { addNetwork } from './add-network.ts';
import { updateNetwork } from './update-network.ts';

type Input = Parameters<typeof addNetwork>[1];

function adding(input: Partial<Input>, sample = new SampleLab()) {
  return addNetwork(sample.lab, { name: 'lan', ipv4Subnet: null, internet: false, ...input }, sample.context);
}

describe('a new network', () => {
  it.each<[string, Partial<Input>, string | null, string | null]>([
    ['the next free IPv4 subnet', {}, '10.0.1.0/24', null],
    ['an IPv6 subnet alone', { ipv6Subnet: 'FD00::/64' }, null, 'fd00::/64'],
    ['both', { ipv4Subnet: '192.0.2.0/24', ipv6Subnet: '2001:db8::/64' }, '192.0.2.0/24', '2001:db8::/64'],
    ['neither, if it is plain', { plain: true }, null, null],
  ])('may have %s', (_what, input, ipv4Subnet, ipv6Subnet) => {
    expect(valueOf(adding(input)).network).toMatchObject({ ipv4Subnet, ipv6Subnet, mtu: 1500 });
  });

  it.each<[Partial<Input>, string, string]>([
    [
      { plain: true, ipv4Subnet: '10.0.1.0/24' },
      'plain',
      "A plain network has no subnets, and '10.0.1.0/24' was given. Leave out one of the two.",
    ],
    [{ plain: true, ipv6Subnet: 'fd00::/64' }, 'plain', "and 'fd00::/64' was given"],
    [
      { plain: true, internet: true },
      'internet',
      'Egress needs an IPv4 subnet, and the network would have none. Give one, or turn egress off.',
    ],
    [{ ipv6Subnet: 'fd00::/64', internet: true }, 'internet', 'Egress needs an IPv4 subnet'],
    [{ ipv4Subnet: '195.11.14.0/24', internet: true }, 'ipv4Subnet', 'is not a private subnet'],
    [{ ipv6Subnet: 'fe80::/64' }, 'ipv6Subnet', 'is in fe80::/10'],
    [{ mtu: 9501 }, 'mtu', 'The MTU is 9501. Choose a whole number from 68 to 9500.'],
    [{ mtu: 1000, ipv6Subnet: 'fd00::/64' }, 'mtu', 'IPv6 needs at least 1280'],
  ])('is refused with %j', (input, field, message) => {
    expect(errorOf(adding(input))).toMatchObject({
      kind: 'validation',
      issues: [{ path: [field], message: expect.stringContaining(message) }],
    });
  });

  it.each(['fd00::/64', 'fd00::/48', 'fd00::8/125'])(
    'may not overlap the IPv6 subnet of another: %s',
    (ipv6Subnet) => {
      const sample = new SampleLab();
      sample.add({ name: 'other', ipv6Subnet: 'fd00::/64' });
      expect(errorOf(adding({ ipv6Subnet }, sample))).toEqual({
        kind: 'conflict',
        message: `${ipv6Subnet} overlaps fd00::/64 of network 'other'. Choose another subnet, or leave it out.`,
      });
    },
  );

  it('may be beside any number of plain networks', () => {
    const sample = new SampleLab();
    for (const name of ['a', 'b', 'c']) sample.add({ name, plain: true });
    expect(valueOf(adding({}, sample)).network.ipv4Subnet).toBe('10.0.1.0/24');
  });
});

describe('updating a network', () => {
  it('changes its MTU and nothing else', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan');
    const { lab, network } = valueOf(
      updateNetwork(sample.lab, { networkId: lan.id, mtu: 9000 }, sample.context),
    );
    expect(network).toEqual({ ...lan, mtu: 9000 });
    expect(lab).toEqual({ ...sample.lab, networks: [network] });
    expect(valueOf(updateNetwork(lab, { networkId: lan.id, mtu: 9000 }, sample.context)).lab).toBe(lab);
  });

  it('refuses an MTU that the network can not have', () => {
    const sample = new SampleLab();
    const lan = sample.add({ name: 'lan', ipv6Subnet: 'fd00::/64' });
    for (const mtu of [67, 1279]) {
      expect(errorOf(updateNetwork(sample.lab, { networkId: lan.id, mtu }, sample.context))).toMatchObject({
        kind: 'validation',
        issues: [{ path: ['mtu'], message: expect.stringContaining(`The MTU is ${mtu}`) }],
      });
    }
  });

  it.each<[Partial<Input>, string]>([
    [
      { plain: true },
      "Network 'lan' has no IPv4 subnet, which egress needs. Create a network with egress instead.",
    ],
    [
      { ipv4Subnet: '203.0.113.0/24' },
      "203.0.113.0/24 of network 'lan' is not a private subnet, so with egress it would hide addresses of the internet.",
    ],
    [
      { ipv4Subnet: '100.64.1.0/24' },
      "100.64.1.0/24 of network 'lan' is in 100.64.0.0/10, which hosts use for egress.",
    ],
  ])('refuses egress for %j', (input, message) => {
    const sample = new SampleLab();
    const { id: networkId } = sample.add({ name: 'lan', ...input });
    expect(errorOf(updateNetwork(sample.lab, { networkId, internet: true }, sample.context))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining(message),
    });
  });

  it('refuses egress for a /31 with two containers, whose first address the gateway needs', () => {
    const sample = new SampleLab();
    const cable = sample.network('cable', '10.0.0.0/31');
    sample.container('a', cable);
    const input = { networkId: cable.id, internet: true };
    expect(errorOf(updateNetwork(sample.lab, input, sample.context)).message).toContain(
      "Container 'a' has 10.0.0.0, which the gateway needs",
    );
  });
});
