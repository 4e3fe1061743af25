import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/outcome.ts';
import { checkIpv4Subnet, checkIpv6Subnet, privateIpv4Ranges, uplinkRange } from './subnet-rules.ts';
import { formatSubnet, parseSubnet, subnetContains, subnetOf, subnetsOverlap } from './subnet.ts';

const privateSubnets = [
  '10.0.0.0/8',
  '10.0.1.0/24',
  '10.0.1.0/31',
  '172.16.0.0/12',
  '172.31.255.252/30',
  '192.168.0.0/16',
  '192.168.7.0/28',
];
/** What real networks, documentation and operators use. */
const otherUnicast = [
  '195.11.14.0/24',
  '203.0.113.0/24',
  '100.64.1.0/24',
  '100.0.0.0/8',
  '169.254.0.0/16',
  '172.0.0.0/8',
  '192.168.0.0/15',
  '1.1.1.0/31',
];

describe('the IPv4 subnet of a network', () => {
  it.each([...privateSubnets, ...otherUnicast])('may be %s without egress', (text) => {
    expect(checkIpv4Subnet(text, false)).toEqual({ ok: true, value: text });
  });

  it.each(privateSubnets)('may be %s with egress', (text) => {
    expect(checkIpv4Subnet(text, true)).toEqual({ ok: true, value: text });
  });

  it('may have spaces around it', () => {
    expect(checkIpv4Subnet(' 10.0.1.0/24\n', true)).toEqual({ ok: true, value: '10.0.1.0/24' });
  });

  it.each([
    ['10.0.1.0', 'Write it like 10.0.1.0/24.'],
    ['lan', "'lan' is not an IPv4 subnet."],
    ['', "'' is not an IPv4 subnet."],
    ['10.0.1.0/33', "'10.0.1.0/33' is not an IPv4 subnet."],
    ['010.0.1.0/24', "'010.0.1.0/24' is not an IPv4 subnet."],
    ['fd00::/64', "'fd00::/64' is an IPv6 subnet."],
    ['10.0.0.0/7', 'has prefix length 7. Choose from /8 to /31.'],
    ['10.0.1.1/32', 'has prefix length 32.'],
    ['10.0.1.5/24', "'10.0.1.5/24' has bits set after its prefix. Did you mean 10.0.1.0/24?"],
    ['0.0.0.0/8', "'0.0.0.0/8' is in 0.0.0.0/8, which is for 'this network'."],
    ['127.0.0.0/8', 'which is for loopback. Choose a subnet such as 10.0.1.0/24.'],
    ['224.0.0.0/24', 'is in 224.0.0.0/4, which is for multicast.'],
    ['239.1.0.0/16', 'which is for multicast'],
    ['240.0.0.0/24', 'which is for future use and broadcast'],
    ['255.255.255.254/31', 'which is for future use and broadcast'],
  ])('may not be %j, with or without egress', (text, message) => {
    expect(errorOf(checkIpv4Subnet(text, false))).toContain(message);
    expect(errorOf(checkIpv4Subnet(text, true))).toContain(message);
  });

  it.each([
    ['8.8.8.0/24', "'8.8.8.0/24' is not a private subnet, so with egress it would hide addresses"],
    ['203.0.113.0/24', 'Choose one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, or turn egress off.'],
    ['169.254.0.0/16', 'is not a private subnet'],
    ['172.0.0.0/8', 'is not a private subnet'],
    ['172.32.0.0/16', 'is not a private subnet'],
    ['192.168.0.0/15', 'is not a private subnet'],
    ['100.64.0.0/24', 'is in 100.64.0.0/10, which hosts use for egress.'],
    ['100.127.255.0/24', 'is in 100.64.0.0/10'],
    ['100.0.0.0/8', 'is in 100.64.0.0/10'],
    ['100.63.0.0/16', 'is not a private subnet'],
  ])('may not be %j with egress', (text, message) => {
    expect(errorOf(checkIpv4Subnet(text, true))).toContain(message);
  });

  it('is valid with egress exactly if it is canonical, from /8 to /31 and entirely private', () => {
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
          length <= 31 &&
          privateIpv4Ranges.some((range) => subnetContains(parseSubnet(range), subnet)) &&
          !subnetsOverlap(parseSubnet(uplinkRange), subnet);
        const text = formatSubnet({ ...subnet, first });
        const result = checkIpv4Subnet(text, true);
        expect(result.ok).toBe(permitted);
        if (!result.ok) expect(result.error).toContain(`'${text}'`);
        // Whatever works with egress works without it.
        if (result.ok) expect(checkIpv4Subnet(text, false)).toEqual(result);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the IPv6 subnet of a network', () => {
  it.each([
    ['fd00:0:0:1::/64', 'fd00:0:0:1::/64'],
    ['FD00:0:0:0001:0:0:0:0/64', 'fd00:0:0:1::/64'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:0DB8:0000::/48', '2001:db8::/48'],
    ['2a02:100::0.0.0.4/127', '2a02:100::4/127'],
    [' fc00:1::/126 ', 'fc00:1::/126'],
  ])('may be %s, and is kept as %s', (text, canonical) => {
    expect(checkIpv6Subnet(text)).toEqual({ ok: true, value: canonical });
  });

  it.each([
    ['fd00::1', 'is not an IPv6 subnet. Write it like fd00:0:0:1::/64.'],
    ['fd00::%eth0/64', 'is not an IPv6 subnet'],
    ['fd00::/129', 'is not an IPv6 subnet'],
    ['10.0.1.0/24', "'10.0.1.0/24' is an IPv4 subnet."],
    ['fd00::/31', 'has prefix length 31. Choose from /32 to /127.'],
    ['fd00::/128', 'has prefix length 128'],
    ['fe80::/64', 'is in fe80::/10, which is for link-local addresses'],
    ['FEBF::/64', 'is in fe80::/10'],
    ['ff02::/64', 'is in ff00::/8, which is for multicast'],
    ['::/64', 'is not a unicast subnet. Choose one inside fc00::/7 or 2000::/3.'],
    ['::1/127', 'is not a unicast subnet'],
    ['::ffff:10.0.0.0/120', 'is not a unicast subnet'],
    ['fec0::/64', 'is not a unicast subnet'],
    ['fd00::1/64', 'has bits set after its prefix. Did you mean fd00::/64?'],
  ])('may not be %j', (text, message) => {
    const error = errorOf(checkIpv6Subnet(text));
    expect(error).toContain(message);
    expect(error).toContain(`'${text}'`);
  });
});
