import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { macAddressFor } from './mac-address.ts';

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
