import { checkIpv4Subnet, parseSubnet, subnetsOverlap } from '@pineapple/core';
import type { Network } from '../model/lab.ts';

type Subnets = Pick<Network, 'ipv4Subnet' | 'ipv6Subnet'>;

/** The subnets of a network in one line, such as "10.0.1.0/24, fd00:0:0:1::/64", or "plain" if it has none. */
export function subnetText({ ipv4Subnet, ipv6Subnet }: Subnets): string {
  return [ipv4Subnet, ipv6Subnet].filter((subnet) => subnet !== null).join(', ') || 'plain';
}

/** Why a network can't have egress; null if it can. The subnets of a network never change. */
export function egressObstacle(ipv4Subnet: string | null): string | null {
  if (ipv4Subnet === null) return 'Needs an IPv4 subnet.';
  return checkIpv4Subnet(ipv4Subnet, true).ok
    ? null
    : `Needs a private IPv4 subnet, and ${ipv4Subnet} is not one.`;
}

/** Which network a canonical subnet overlaps; undefined if none. */
export function overlapMessage(
  subnet: string,
  family: 4 | 6,
  networks: readonly Pick<Network, 'name' | 'ipv4Subnet' | 'ipv6Subnet'>[],
): string | undefined {
  const parsed = parseSubnet(subnet);
  for (const { name, ipv4Subnet, ipv6Subnet } of networks) {
    const other = family === 4 ? ipv4Subnet : ipv6Subnet;
    if (other === null || !subnetsOverlap(parseSubnet(other), parsed)) continue;
    return `${subnet} overlaps ${other} of network '${name}'. Choose another subnet, or leave it empty.`;
  }
  return undefined;
}
