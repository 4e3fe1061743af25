import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/outcome.ts';
import { checkMtu } from './mtu.ts';

const ipv4Only = { ipv6Subnet: null };
const withIpv6 = { ipv6Subnet: 'fd00::/64' };

describe('the MTU of a network', () => {
  it.each([68, 576, 1500, 9000, 9500])('may be %i', (mtu) => {
    expect(checkMtu(mtu, ipv4Only)).toEqual({ ok: true, value: mtu });
  });

  it.each([67, 9501, 0, -1, 1500.5, Number.NaN])('may not be %d', (mtu) => {
    expect(errorOf(checkMtu(mtu, ipv4Only))).toBe(
      `The MTU is ${mtu}. Choose a whole number from 68 to 9500.`,
    );
  });

  it('is at least 1280 with an IPv6 subnet', () => {
    expect(checkMtu(1280, withIpv6).ok).toBe(true);
    expect(errorOf(checkMtu(1279, withIpv6))).toBe(
      'The MTU is 1279, and IPv6 needs at least 1280. Choose a larger one, or a network without an IPv6 subnet.',
    );
  });
});
