import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/outcome.ts';
import { checkMacAddress, macAddressFor, spareMacAddress } from './mac-address.ts';

const networkId = fc.stringMatching(/^net_[a-z2-9]{12}_[a-z2-9]{6}$/);

describe('the MAC address of an interface', () => {
  it('is the same each time, locally administered and unicast', () => {
    fc.assert(
      fc.property(networkId, fc.ipV4(), (network, address) => {
        const mac = macAddressFor(network, address);
        expect(mac).toMatch(/^02(:[0-9a-f]{2}){5}$/);
        expect(macAddressFor(network, address)).toBe(mac);
      }),
    );
  });

  it('differs between any two addresses of a network', () => {
    fc.assert(
      fc.property(networkId, fc.ipV4(), fc.ipV4(), (network, one, other) => {
        fc.pre(one !== other);
        expect(macAddressFor(network, one)).not.toBe(macAddressFor(network, other));
      }),
    );
  });

  it('mostly differs between networks for the same address', () => {
    const ids = Array.from(
      { length: 256 },
      (_, index) => `net_aaaaaaaaaaaa_${index.toString(36).padStart(6, 'b')}`,
    );
    expect(new Set(ids.map((id) => macAddressFor(id, '10.0.1.10'))).size).toBeGreaterThan(128);
  });

  it('stays the same in all versions of the product, because running labs depend on it', () => {
    expect(macAddressFor('net_k3vabcdefghj_2f7a9c', '10.0.1.10')).toBe('02:8f:0a:00:01:0a');
  });

  it('is refused for anything but an IPv4 address', () => {
    expect(() => macAddressFor('net_a', 'fd00::1')).toThrow('fd00::1 is not an IPv4 address');
    expect(() => macAddressFor('net_a', '')).toThrow('is not an IPv4 address');
  });
});

describe('the MAC address of an interface without an IPv4 address', () => {
  it('is the same each time, locally administered, unicast, and another one at each attempt', () => {
    fc.assert(
      fc.property(networkId, fc.string(), fc.nat({ max: 50 }), (network, container, attempt) => {
        const mac = spareMacAddress(network, container, attempt);
        expect(mac).toMatch(/^06(:[0-9a-f]{2}){5}$/);
        expect(spareMacAddress(network, container, attempt)).toBe(mac);
        expect(spareMacAddress(network, container, attempt + 1)).not.toBe(mac);
        expect(checkMacAddress(mac)).toEqual({ ok: true, value: mac });
      }),
    );
  });

  it('stays the same in all versions of the product', () => {
    expect(spareMacAddress('net_k3vabcdefghj_2f7a9c', 'ctr_k3vabcdefghj_81cade', 0)).toBe(
      '06:68:c8:f2:3b:af',
    );
  });
});

describe('the MAC address that a user gives', () => {
  it.each(['02:00:00:00:00:0a', '02-00-00-00-00-0A', '0200.0000.000a', ' 02:00:00:00:00:0A '])(
    'may be written as %j',
    (text) => expect(checkMacAddress(text)).toEqual({ ok: true, value: '02:00:00:00:00:0a' }),
  );

  it.each([
    ['', 'is not a MAC address. Give one such as 02:00:00:00:00:01, or leave it out.'],
    ['02:00:00:00:00', 'is not a MAC address'],
    ['02:00:00:00:00:0g', 'is not a MAC address'],
    ['02:00-00:00:00:01', 'is not a MAC address'],
    ['020000000001', 'is not a MAC address'],
    ['00:00:00:00:00:00', 'is the null address'],
    ['01:00:5e:00:00:01', "'01:00:5e:00:00:01' is a multicast address, because its first byte is odd."],
    ['ff:ff:ff:ff:ff:ff', 'is a multicast address'],
  ])('may not be %j', (text, message) => {
    expect(errorOf(checkMacAddress(text))).toContain(message);
  });
});
