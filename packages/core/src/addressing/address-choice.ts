import type { LabContainer, LabNetwork } from '../lab-nodes.ts';
import { formatIpAddress } from './ip-address.ts';
import { parseSubnet } from './subnet.ts';
import { usableAddresses } from './usable-addresses.ts';

/** Addresses at the start of a subnet that people like to assign by hand: routers, servers. */
const handAssigned = 10n;
const shortestPrefixWithoutReserve = 28;

/** The part of a lab that says which addresses are taken. */
interface Addressed {
  readonly containers: readonly Pick<LabContainer, 'name' | 'interfaces'>[];
}

/** The name of the container that has each address on a network. */
export function addressHolders(networkId: string, lab: Addressed): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const container of lab.containers) {
    for (const link of container.interfaces) {
      if (link.networkId === networkId) holders.set(link.ipv4Address, container.name);
    }
  }
  return holders;
}

/**
 * The address for a container that did not ask for one; null if the network is full. Starts at .10 in a subnet of /27 or
 * larger, otherwise at the first usable address. Lower addresses follow when the rest is taken.
 */
export function nextFreeAddress(network: LabNetwork, lab: Addressed): string | null {
  const taken = addressHolders(network.id, lab);
  const subnet = parseSubnet(network.ipv4Subnet);
  const { family, first, last } = usableAddresses(network);
  const start = subnet.prefixLength < shortestPrefixWithoutReserve ? subnet.first + handAssigned : first;
  for (const [from, to] of [
    [start, last],
    [first, start - 1n],
  ] as const) {
    for (let value = from; value <= to; value += 1n) {
      const address = formatIpAddress({ family, value });
      if (!taken.has(address)) return address;
    }
  }
  return null;
}
