import type { LabNetwork } from '../lab-nodes.ts';
import { addressBits, formatIpAddress } from './ip-address.ts';
import { parseSubnet, type Subnet } from './subnet.ts';

/** The part of a network that says which addresses its containers may have. */
export type AddressedNetwork = Pick<LabNetwork, 'name' | 'ipv4Subnet' | 'ipv6Subnet' | 'internet'>;

/**
 * The addresses that containers may have: without the network address, the broadcast address and the gateway. Both
 * addresses of a /31 (RFC 3021) and of a /127 (RFC 6164) are usable, and IPv6 has no broadcast address.
 */
interface UsableAddresses {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** The subnet of a family, as text; null if the network has none. */
export function subnetOfFamily(
  network: Pick<LabNetwork, 'ipv4Subnet' | 'ipv6Subnet'>,
  family: 4 | 6,
): string | null {
  return family === 4 ? network.ipv4Subnet : network.ipv6Subnet;
}

/** The first address of a subnet that an interface can have. On networks with egress the gateway has it. */
export function firstUsable(subnet: string): string {
  const { family, first } = usableOf(parseSubnet(subnet));
  return formatIpAddress({ family, value: first });
}

/** The gateway's IPv4 address; null if the network has no egress. IPv6 has no gateway. */
export function gatewayAddress({ ipv4Subnet, internet }: Omit<AddressedNetwork, 'name'>): string | null {
  return internet && ipv4Subnet !== null ? firstUsable(ipv4Subnet) : null;
}

/** Null if the network has no subnet of the family. */
export function usableAddresses(network: AddressedNetwork, family: 4 | 6): UsableAddresses | null {
  const subnet = subnetOfFamily(network, family);
  if (subnet === null) return null;
  const usable = usableOf(parseSubnet(subnet));
  return family === 4 && network.internet ? { ...usable, first: usable.first + 1n } : usable;
}

/** How many containers fit into the network's subnet of the family. */
export function capacity(network: AddressedNetwork, family: 4 | 6): bigint {
  const usable = usableAddresses(network, family);
  return usable === null ? 0n : usable.last - usable.first + 1n;
}

function usableOf({ family, prefixLength, first, last }: Subnet): UsableAddresses {
  if (addressBits(family) - prefixLength <= 1) return { family, first, last };
  return { family, first: first + 1n, last: family === 4 ? last - 1n : last };
}
