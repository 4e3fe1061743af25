import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { addressHolder, checkIpv4Address, checkIpv6Address } from './address-rules.ts';

describe('the address that a user gives', () => {
  const sample = new SampleLab();
  const closed = sample.network('lan', '10.0.1.0/24');
  const open = sample.network('wan', '10.0.2.0/24', true);

  it.each(['10.0.1.1', '10.0.1.10', '10.0.1.254', ' 10.0.1.7 '])('may be %j', (text) => {
    expect(checkIpv4Address(text, closed)).toEqual({ ok: true, value: text.trim() });
  });

  it.each([
    ['', "'' is not an IPv4 address."],
    ['web', "'web' is not an IPv4 address. Choose from 10.0.1.1 to 10.0.1.254, or leave it out."],
    ['10.0.1.010', 'is not an IPv4 address'],
    ['10.0.1.10/24', 'is not an IPv4 address'],
    ['fd00::10', "'fd00::10' is an IPv6 address"],
    ['10.0.2.10', "'10.0.2.10' is outside 10.0.1.0/24 of network 'lan'."],
    ['10.0.0.255', 'is outside 10.0.1.0/24'],
    ['10.0.1.0', "'10.0.1.0' is the network address of 10.0.1.0/24 of network 'lan'."],
    ['10.0.1.255', "'10.0.1.255' is the broadcast address of 10.0.1.0/24 of network 'lan'."],
  ])('may not be %j', (text, message) => {
    expect(errorOf(checkIpv4Address(text, closed))).toContain(message);
  });

  it('may not be the gateway of a network with egress', () => {
    expect(errorOf(checkIpv4Address('10.0.2.1', open))).toBe(
      "'10.0.2.1' is the address of the gateway of 10.0.2.0/24 of network 'wan'. " +
        'Choose from 10.0.2.2 to 10.0.2.254, or leave it out.',
    );
  });

  it('is taken by the container that has it, on that network only', () => {
    sample.container('web', { networkId: closed.id, ipv4Address: '10.0.1.20' });
    expect(addressHolder('10.0.1.20', closed, sample.lab)).toBe('web');
    expect(addressHolder('10.0.1.21', closed, sample.lab)).toBeNull();
    expect(addressHolder('10.0.1.20', open, sample.lab)).toBeNull();
  });
});

describe('the address that a user gives on a small or partial network', () => {
  const sample = new SampleLab();
  const cable = sample.network('cable', '10.0.3.0/31');
  const uplink = sample.network('uplink', '10.0.3.2/31', true);
  const both = sample.add({ name: 'both', ipv4Subnet: '10.0.4.0/24', ipv6Subnet: '2001:DB8:0::/64' });
  const plain = sample.add({ name: 'plain', plain: true });

  it('may be either one of a /31, whose first one is the gateway with egress', () => {
    expect(checkIpv4Address('10.0.3.0', cable).ok).toBe(true);
    expect(checkIpv4Address('10.0.3.1', cable).ok).toBe(true);
    expect(errorOf(checkIpv4Address('10.0.3.2', uplink))).toBe(
      "'10.0.3.2' is the address of the gateway of 10.0.3.2/31 of network 'uplink'. " +
        'Choose 10.0.3.3, or leave it out.',
    );
    expect(checkIpv4Address('10.0.3.3', uplink).ok).toBe(true);
  });

  it.each(['2001:db8::10', '2001:DB8::10', '2001:0db8:0000:0000:0000:0000:0000:0010', '2001:db8::0.0.0.16'])(
    'may be %s, and is kept in its short form',
    (text) => expect(checkIpv6Address(text, both)).toEqual({ ok: true, value: '2001:db8::10' }),
  );

  it.each([
    ['2001:db8:1::10', 'is outside 2001:db8::/64'],
    ['2001:db8::', "is the routers' anycast address of 2001:db8::/64"],
    ['10.0.4.10', 'is an IPv4 address, and an IPv6 address is needed'],
    ['fe80::1%eth0', 'is not an IPv6 address. Choose from 2001:db8::1 to 2001:db8::ffff:ffff:ffff:ffff'],
  ])('may not be %j as IPv6', (text, message) => {
    expect(errorOf(checkIpv6Address(text, both))).toContain(message);
  });

  it('may be the last one of an IPv6 subnet, because IPv6 has no broadcast', () => {
    expect(checkIpv6Address('2001:db8::ffff:ffff:ffff:ffff', both).ok).toBe(true);
  });

  it('is refused on a network without a subnet of its family', () => {
    expect(errorOf(checkIpv4Address('10.0.0.1', plain))).toBe(
      "Network 'plain' has no IPv4 subnet, so it can't give '10.0.0.1'. " +
        'Leave the address out, and set it inside the container.',
    );
    expect(errorOf(checkIpv6Address('fd00::1', cable))).toContain('has no IPv6 subnet');
  });
});
