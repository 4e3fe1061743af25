import { addressBits } from './ip-address.ts';
import { privateIpv4Ranges } from './subnet-rules.ts';
import { formatSubnet, parseSubnet, subnetOf, subnetsOverlap, type Subnet } from './subnet.ts';

const ipv4PrefixLength = 24;
const ipv6PrefixLength = 64;
/** Unique local subnets (RFC 4193). Labs are isolated, so their subnets are short to read instead of random. */
const ipv6Range = 'fd00::/48';

/**
 * The subnet for a network that did not ask for one: 10.0.1.0/24, 10.0.2.0/24 and so on, then the other private ranges.
 * Null if every range is used up.
 *
 * @param taken - Canonical subnets of the lab's networks.
 */
export function nextFreeSubnet(taken: readonly string[]): string | null {
  const occupied = taken.map(parseSubnet);
  for (const range of privateIpv4Ranges) {
    const free = firstFree(parseSubnet(range), ipv4PrefixLength, occupied);
    if (free !== null) return formatSubnet(free);
  }
  return null;
}

/**
 * The IPv6 subnet to suggest: fd00:0:0:1::/64, fd00:0:0:2::/64 and so on. Null if every one is used up.
 *
 * @param taken - Canonical subnets of the lab's networks.
 */
export function nextFreeIpv6Subnet(taken: readonly string[]): string | null {
  const free = firstFree(parseSubnet(ipv6Range), ipv6PrefixLength, taken.map(parseSubnet));
  return free && formatSubnet(free);
}

/** Skips the first block of each range, so that the first choices are the readable 10.0.1.0/24 and fd00:0:0:1::/64. */
function firstFree(range: Subnet, prefixLength: number, occupied: readonly Subnet[]): Subnet | null {
  const size = 1n << BigInt(addressBits(range.family) - prefixLength);
  let start = range.first + size;
  while (start <= range.last) {
    const candidate = subnetOf({ family: range.family, value: start }, prefixLength);
    const obstacle = occupied.find((subnet) => subnetsOverlap(subnet, candidate));
    if (obstacle === undefined) return candidate;
    // Continue after the obstacle, which may contain tens of thousands of candidates.
    const behind = obstacle.last > candidate.last ? obstacle.last : candidate.last;
    start = behind + 1n;
  }
  return null;
}
