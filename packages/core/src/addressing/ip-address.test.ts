import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpAddress, parseIpAddress } from './ip-address.ts';

describe('an address', () => {
  it('is parsed and formatted as the same IPv4 text', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        const address = parseIpAddress(text);
        expect(address?.family).toBe(4);
        expect(address && formatIpAddress(address)).toBe(text);
      }),
    );
  });

  it('survives a round trip for any IPv6 value', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        const text = formatIpAddress({ family: 6, value });
        expect(parseIpAddress(text)).toEqual({ family: 6, value });
      }),
    );
  });

  it('is formatted in the short form of IPv6', () => {
    const address = parseIpAddress('FD00:0:0:0:0:0:0:10');
    expect(address && formatIpAddress(address)).toBe('fd00::10');
  });

  it.each([
    ['', 'nothing'],
    ['10.0.1', 'three parts'],
    ['10.0.1.1.1', 'five parts'],
    ['10.0.1.256', 'a part above 255'],
    ['010.0.0.1', 'a part that some programs read as octal'],
    ['0x0a.0.0.1', 'a hexadecimal part'],
    ['167772161', 'one number for the whole'],
    ['10.0.0.1 ', 'a space after it'],
    ['10.0.0.-1', 'a negative part'],
    ['fd00::1%eth0', 'a zone'],
    ['fd00::1::2', 'two gaps'],
    ['host', 'a name'],
  ])('is refused as %j: %s', (text) => {
    expect(parseIpAddress(text)).toBeNull();
  });
});
