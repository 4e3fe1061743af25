import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { addressHolder, checkIpv4Address } from './address-rules.ts';

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
