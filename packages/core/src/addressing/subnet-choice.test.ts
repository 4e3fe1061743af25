import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFreeIpv6Subnet, nextFreeSubnet } from './subnet-choice.ts';
import { checkIpv4Subnet, checkIpv6Subnet } from './subnet-rules.ts';
import { formatSubnet, parseSubnet, subnetOf, subnetsOverlap } from './subnet.ts';

describe('the next free subnet', () => {
  it('counts up from 10.0.1.0/24', () => {
    const taken: string[] = [];
    for (let count = 0; count < 300; count += 1) taken.push(nextFreeSubnet(taken) ?? 'none');
    expect(taken.slice(0, 3)).toEqual(['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24']);
    expect(taken.slice(254, 257)).toEqual(['10.0.255.0/24', '10.1.0.0/24', '10.1.1.0/24']);
  });

  it('fills a gap first', () => {
    expect(nextFreeSubnet(['10.0.1.0/24', '10.0.3.0/24'])).toBe('10.0.2.0/24');
  });

  it('steps over larger and smaller subnets', () => {
    expect(nextFreeSubnet(['10.0.0.0/16', '10.1.0.128/30'])).toBe('10.1.1.0/24');
  });

  it('continues in the other private ranges if 10.0.0.0/8 is taken', () => {
    expect(nextFreeSubnet(['10.0.0.0/8'])).toBe('172.16.1.0/24');
    expect(nextFreeSubnet(['10.0.0.0/8', '172.16.0.0/12'])).toBe('192.168.1.0/24');
  });

  it('is null if all private ranges are taken', () => {
    expect(nextFreeSubnet(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'])).toBeNull();
  });

  it('is always valid and overlaps no taken subnet', () => {
    const subnet = fc
      .tuple(fc.bigInt({ min: 0x0a000000n, max: 0x0a00ffffn }), fc.integer({ min: 12, max: 30 }))
      .map(([value, prefixLength]) => formatSubnet(subnetOf({ family: 4, value }, prefixLength)));
    fc.assert(
      fc.property(fc.array(subnet, { maxLength: 60 }), (taken) => {
        const next = nextFreeSubnet(taken);
        if (next === null) throw new Error('none');
        expect(checkIpv4Subnet(next, true)).toEqual({ ok: true, value: next });
        expect(taken.filter((other) => subnetsOverlap(parseSubnet(other), parseSubnet(next)))).toEqual([]);
      }),
    );
  });
});

describe('the next free IPv6 subnet', () => {
  it('counts up from fd00:0:0:1::/64, and is valid', () => {
    const taken: string[] = [];
    for (let count = 0; count < 20; count += 1) taken.push(nextFreeIpv6Subnet(taken) ?? 'none');
    expect(taken.slice(0, 2)).toEqual(['fd00:0:0:1::/64', 'fd00:0:0:2::/64']);
    expect(taken[19]).toBe('fd00:0:0:14::/64');
    for (const subnet of taken) expect(checkIpv6Subnet(subnet)).toEqual({ ok: true, value: subnet });
  });

  it('steps over larger and smaller subnets', () => {
    expect(nextFreeIpv6Subnet(['fd00::/63', 'fd00:0:0:2::8/127'])).toBe('fd00:0:0:3::/64');
  });

  it('is null if its range is taken', () => {
    expect(nextFreeIpv6Subnet(['fd00::/40'])).toBeNull();
  });
});
