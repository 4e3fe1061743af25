import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/outcome.ts';
import { checkIpv4Subnet, privateIpv4Ranges, uplinkRange } from './subnet-rules.ts';
import { formatSubnet, parseSubnet, subnetContains, subnetOf, subnetsOverlap } from './subnet.ts';

describe('the subnet of a network', () => {
  it.each([
    '10.0.0.0/8',
    '10.0.1.0/24',
    '172.16.0.0/12',
    '172.31.255.252/30',
    '192.168.0.0/16',
    '192.168.7.0/28',
  ])('may be %s', (text) => expect(checkIpv4Subnet(text)).toEqual({ ok: true, value: text }));

  it('may have spaces around it', () => {
    expect(checkIpv4Subnet(' 10.0.1.0/24\n')).toEqual({ ok: true, value: '10.0.1.0/24' });
  });

  it.each([
    ['10.0.1.0', 'Write it like 10.0.1.0/24.'],
    ['lan', "'lan' is not an IPv4 subnet."],
    ['', "'' is not an IPv4 subnet."],
    ['10.0.1.0/33', "'10.0.1.0/33' is not an IPv4 subnet."],
    ['010.0.1.0/24', "'010.0.1.0/24' is not an IPv4 subnet."],
    ['fd00::/64', "'fd00::/64' is an IPv6 subnet."],
    ['10.0.0.0/7', 'has prefix length 7. Choose from /8 to /30.'],
    ['10.0.1.0/31', 'has prefix length 31. Choose from /8 to /30.'],
    ['10.0.1.1/32', 'has prefix length 32.'],
    ['10.0.1.5/24', "'10.0.1.5/24' has bits set after its prefix. Did you mean 10.0.1.0/24?"],
    ['8.8.8.0/24', "'8.8.8.0/24' is not a private subnet"],
    ['203.0.113.0/24', 'Choose one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.'],
    ['127.0.0.0/8', 'is not a private subnet'],
    ['169.254.0.0/16', 'is not a private subnet'],
    ['172.0.0.0/8', 'is not a private subnet'],
    ['172.32.0.0/16', 'is not a private subnet'],
    ['192.168.0.0/15', 'is not a private subnet'],
    ['224.0.0.0/8', 'is not a private subnet'],
    ['100.64.0.0/24', 'is in 100.64.0.0/10, which hosts use for egress.'],
    ['100.127.255.0/24', 'is in 100.64.0.0/10'],
    ['100.0.0.0/8', 'is in 100.64.0.0/10'],
    ['100.63.0.0/16', 'is not a private subnet'],
  ])('may not be %j', (text, message) => {
    expect(errorOf(checkIpv4Subnet(text))).toContain(message);
  });

  it('is valid exactly if it is canonical, from /8 to /30 and entirely private', () => {
    const prefixLength = fc.integer({ min: 6, max: 32 });
    const nearPrivate = fc.constantFrom(...privateIpv4Ranges, uplinkRange).chain((range) => {
      const { first, last } = parseSubnet(range);
      return fc.bigInt({ min: first - 300n, max: last + 300n });
    });
    fc.assert(
      fc.property(nearPrivate, prefixLength, fc.boolean(), (value, length, canonical) => {
        const subnet = subnetOf({ family: 4, value }, length);
        const first = canonical ? subnet.first : value;
        const permitted =
          subnet.first === first &&
          length >= 8 &&
          length <= 30 &&
          privateIpv4Ranges.some((range) => subnetContains(parseSubnet(range), subnet)) &&
          !subnetsOverlap(parseSubnet(uplinkRange), subnet);
        const text = formatSubnet({ ...subnet, first });
        const result = checkIpv4Subnet(text);
        expect(result.ok).toBe(permitted);
        if (!result.ok) expect(result.error).toContain(`'${text}'`);
      }),
      { numRuns: 2000 },
    );
  });
});
