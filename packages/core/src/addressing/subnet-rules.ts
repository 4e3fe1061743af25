import { fail, ok, type Result } from '../result.ts';
import { quoted } from '../names/quoted.ts';
import { formatSubnet, parseSubnet, parseWrittenSubnet, subnetContains, subnetsOverlap } from './subnet.ts';

/** The ranges that the subnets of networks with egress are taken from (RFC 1918). */
export const privateIpv4Ranges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;
/** Hosts give the uplinks of networks with egress addresses from this range (RFC 6598). */
export const uplinkRange = '100.64.0.0/10';

const ipv4Prefixes = { shortest: 8, longest: 31 };
const ipv6Prefixes = { shortest: 32, longest: 127 };

/** Ranges that no interface can have an address from, and what they are for. Link-local 169.254.0.0/16 works. */
const unusableIpv4 = [
  ['0.0.0.0/8', "'this network'"],
  ['127.0.0.0/8', 'loopback'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'future use and broadcast'],
] as const;
const unusableIpv6 = [
  ['fe80::/10', 'link-local addresses, which every interface has by itself'],
  ['ff00::/8', 'multicast'],
] as const;
/** Unique local and global unicast addresses (RFC 4193, RFC 4291). */
const unicastIpv6 = ['fc00::/7', '2000::/3'].map(parseSubnet);

const privateRanges = privateIpv4Ranges.map(parseSubnet);
const uplinks = parseSubnet(uplinkRange);
const advice = 'Choose one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, or turn egress off.';

/**
 * Checks a user's IPv4 subnet. Returns its canonical text, or what is wrong with it. A network without egress takes any
 * unicast range, 169.254.0.0/16 included, because nothing outside the lab is reached from it. One with egress takes private
 * ranges only: any other would hide addresses of the internet or of the host's uplinks.
 *
 * @param internet - Whether the network has egress.
 */
export function checkIpv4Subnet(text: string, internet: boolean): Result<string, string> {
  const trimmed = text.trim();
  const given = quoted(trimmed);
  const written = parseWrittenSubnet(trimmed);
  if (written === null) return fail(`${given} is not an IPv4 subnet. Write it like 10.0.1.0/24.`);
  const { address, subnet } = written;
  if (subnet.family !== 4)
    return fail(`${given} is an IPv6 subnet. Give an IPv4 subnet such as 10.0.1.0/24.`);
  const wrongPrefix = checkPrefix(given, subnet.prefixLength, ipv4Prefixes);
  if (wrongPrefix !== null) return fail(wrongPrefix);
  for (const [range, purpose] of unusableIpv4) {
    if (!subnetsOverlap(subnet, parseSubnet(range))) continue;
    return fail(`${given} is in ${range}, which is for ${purpose}. Choose a subnet such as 10.0.1.0/24.`);
  }
  const clash = internet ? checkEgressSubnet(given, formatSubnet(subnet)) : null;
  if (clash !== null) return fail(clash);
  const canonical = formatSubnet(subnet);
  if (address.value !== subnet.first) {
    return fail(`${given} has bits set after its prefix. Did you mean ${canonical}?`);
  }
  return ok(canonical);
}

/**
 * Why a network with this IPv4 subnet can't have egress; null if it can.
 *
 * @param given - The subnet as the user wrote it, for the message.
 * @param canonical - A canonical subnet.
 */
export function checkEgressSubnet(given: string, canonical: string): string | null {
  const subnet = parseSubnet(canonical);
  if (subnetsOverlap(subnet, uplinks)) {
    return `${given} is in ${uplinkRange}, which hosts use for egress. ${advice}`;
  }
  if (privateRanges.some((range) => subnetContains(range, subnet))) return null;
  return `${given} is not a private subnet, so with egress it would hide addresses of the internet. ${advice}`;
}

/**
 * Checks a user's IPv6 subnet, in any spelling. Returns its canonical text (RFC 5952), or what is wrong with it. Egress is
 * IPv4 only, so unique local and global ranges are allowed on every network.
 */
export function checkIpv6Subnet(text: string): Result<string, string> {
  const trimmed = text.trim();
  const given = quoted(trimmed);
  const written = parseWrittenSubnet(trimmed);
  if (written === null) return fail(`${given} is not an IPv6 subnet. Write it like fd00:0:0:1::/64.`);
  const { address, subnet } = written;
  if (subnet.family !== 6)
    return fail(`${given} is an IPv4 subnet. Give an IPv6 subnet such as fd00:0:0:1::/64.`);
  const wrongPrefix = checkPrefix(given, subnet.prefixLength, ipv6Prefixes);
  if (wrongPrefix !== null) return fail(wrongPrefix);
  for (const [range, purpose] of unusableIpv6) {
    if (!subnetsOverlap(subnet, parseSubnet(range))) continue;
    return fail(`${given} is in ${range}, which is for ${purpose}. Choose a subnet such as fd00:0:0:1::/64.`);
  }
  if (!unicastIpv6.some((range) => subnetContains(range, subnet))) {
    return fail(`${given} is not a unicast subnet. Choose one inside fc00::/7 or 2000::/3.`);
  }
  const canonical = formatSubnet(subnet);
  if (address.value !== subnet.first) {
    return fail(`${given} has bits set after its prefix. Did you mean ${canonical}?`);
  }
  return ok(canonical);
}

function checkPrefix(
  given: string,
  prefixLength: number,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
): string | null {
  if (prefixLength >= shortest && prefixLength <= longest) return null;
  return `${given} has prefix length ${prefixLength}. Choose from /${shortest} to /${longest}.`;
}
