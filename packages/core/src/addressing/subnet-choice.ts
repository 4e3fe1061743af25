import { addressBits } from './ip-address.ts';
import { privateIpv4Ranges } from './subnet-rules.ts';
import { formatSubnet, parseSubnet, subnetOf, subnetsOverlap, type Subnet } from './subnet.ts';

const prefixLength = 24;

/**
 * The next subnet for a network that asked for none: 10.0.1.0/24, 10.0.2.0/24 … and, where 10.0.0.0/8 is
 * used up, on through the other private ranges; null when all are.
 *
 * @param taken canonical subnets of the lab's networks
 */
export function nextFreeSubnet(taken: readonly string[]): string | null {
  const occupied = taken.map(parseSubnet);
  for (const range of privateIpv4Ranges) {
    const free = firstFree(parseSubnet(range), occupied);
    if (free !== null) return formatSubnet(free);
  }
  return null;
}

/** Leaves out each range's very first block, so that lists begin with the easily read 10.0.1.0/24. */
function firstFree(range: Subnet, occupied: readonly Subnet[]): Subnet | null {
  const size = 1n << BigInt(addressBits(range.family) - prefixLength);
  let start = range.first + size;
  while (start <= range.last) {
    const candidate = subnetOf({ family: range.family, value: start }, prefixLength);
    const obstacle = occupied.find((subnet) => subnetsOverlap(subnet, candidate));
    if (obstacle === undefined) return candidate;
    // Step over the obstacle as a whole: it may hold tens of thousands of candidates.
    const behind = obstacle.last > candidate.last ? obstacle.last : candidate.last;
    start = behind + 1n;
  }
  return null;
}
