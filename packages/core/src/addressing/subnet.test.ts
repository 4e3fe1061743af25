import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpAddress } from './ip-address.ts';
import {
  formatSubnet,
  parseSubnet,
  parseWrittenSubnet,
  subnetContains,
  subnetOf,
  subnetsOverlap,
} from './subnet.ts';

const anySubnet = fc
  .constantFrom<4 | 6>(4, 6)
  .chain((family) => {
    const bits = family === 4 ? 32 : 128;
    return fc.tuple(
      fc.constant(family),
      fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }),
      fc.integer({ min: 0, max: bits }),
    );
  })
  .map(([family, value, prefixLength]) => subnetOf({ family, value }, prefixLength));

describe('a subnet', () => {
  it('survives a round trip in both families', () => {
    fc.assert(
      fc.property(anySubnet, (subnet) => {
        expect(parseSubnet(formatSubnet(subnet))).toEqual(subnet);
      }),
    );
  });

  it('contains its first and last address, and not the addresses beyond', () => {
    fc.assert(
      fc.property(anySubnet, (subnet) => {
        const has = (value: bigint): boolean => subnetContains(subnet, { family: subnet.family, value });
        expect([has(subnet.first), has(subnet.last)]).toEqual([true, true]);
        expect([has(subnet.first - 1n), has(subnet.last + 1n)]).toEqual([false, false]);
      }),
    );
  });

  it('overlaps another exactly if one contains the other', () => {
    fc.assert(
      fc.property(anySubnet, anySubnet, (one, other) => {
        expect(subnetsOverlap(one, other)).toBe(subnetContains(one, other) || subnetContains(other, one));
        expect(subnetsOverlap(one, other)).toBe(subnetsOverlap(other, one));
      }),
    );
  });

  it('never overlaps one of the other family, even if the numbers are equal', () => {
    const v4 = parseSubnet('0.0.0.0/0');
    const v6 = parseSubnet('::/0');
    expect(subnetsOverlap(v4, v6)).toBe(false);
    expect(subnetContains(v6, v4)).toBe(false);
  });

  it('is parsed with the address as written and the block that contains it', () => {
    const written = parseWrittenSubnet('10.0.1.77/26');
    expect(written && formatIpAddress(written.address)).toBe('10.0.1.77');
    expect(written && formatSubnet(written.subnet)).toBe('10.0.1.64/26');
  });

  it.each([
    '',
    '/',
    '10.0.1.0',
    '10.0.1.0/',
    '10.0.1.0/33',
    '10.0.1.0/024',
    '10.0.1.0/-1',
    '10.0.1.0/24/8',
    'fd00::/129',
  ])('is refused as %j', (text) => expect(parseWrittenSubnet(text)).toBeNull());

  it('of a stored lab throws if it is not canonical', () => {
    expect(() => parseSubnet('10.0.1.5/24')).toThrow('10.0.1.5/24 is not a canonical subnet');
    expect(() => parseSubnet('lan')).toThrow('lan is not a canonical subnet');
  });
});
