import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { formatIpAddress } from './ip-address.ts';
import { parseSubnet, type Subnet } from './subnet.ts';
import { type AddressedNetwork, subnetOfFamily, usableAddresses } from './usable-addresses.ts';

/** The part of a lab that says which addresses are taken. */
interface Addressed {
  readonly containers: readonly Pick<LabContainer, 'name' | 'interfaces'>[];
}

/** The name of the container that has each address on a network. */
export function addressHolders(
  networkId: string,
  lab: Addressed,
  family: 4 | 6,
): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const container of lab.containers) {
    for (const link of container.interfaces) {
      const address = family === 4 ? link.ipv4Address : link.ipv6Address;
      if (link.networkId === networkId && address !== null) holders.set(address, container.name);
    }
  }
  return holders;
}

/**
 * The address for a container that did not ask for one; null if the network is full or has no subnet of the family. Starts
 * at .10 in an IPv4 subnet of /27 or larger and at ::10 in an IPv6 subnet of /122 or larger, otherwise at the first usable
 * address. Lower addresses follow when the rest is taken.
 *
 * @param family - Default: 4.
 * @param reserved - Addresses that others will ask for.
 */
export function nextFreeAddress(
  network: AddressedNetwork & Pick<LabNetwork, 'id'>,
  lab: Addressed,
  family: 4 | 6 = 4,
  reserved: ReadonlySet<string> = new Set(),
): string | null {
  const subnet = subnetOfFamily(network, family);
  const usable = usableAddresses(network, family);
  if (subnet === null || usable === null) return null;
  const taken = addressHolders(network.id, lab, family);
  const { first, last } = usable;
  const start = firstChoice(parseSubnet(subnet)) ?? first;
  for (const [from, to] of [
    [start, last],
    [first, start - 1n],
  ] as const) {
    for (let value = from; value <= to; value += 1n) {
      const address = formatIpAddress({ family, value });
      if (!taken.has(address) && !reserved.has(address)) return address;
    }
  }
  return null;
}

/** The address after those that people like to assign by hand: routers, servers. Null in a small subnet. */
function firstChoice({ family, prefixLength, first }: Subnet): bigint | null {
  if (family === 4) return prefixLength <= 27 ? first + 10n : null;
  return prefixLength <= 122 ? first + 0x10n : null;
}
