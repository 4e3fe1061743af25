import { defaultMtu, nextFreeAddress, type LabNetwork } from '@pineapple/core';
import type { Lab, Network } from '../model/lab.ts';

/** The next free address on a network; null when the network is full. */
export type AddressOn = (network: Network) => string | null;

/** The network as the rules of the core package take it. */
export function toCoreNetwork(network: Network): LabNetwork {
  const { id, name, ipv4Subnet, internet, createdAt } = network;
  return { id, name, ipv4Subnet, ipv6Subnet: null, internet, mtu: defaultMtu, position: null, createdAt };
}

/** The next free address on a network; null when the network is full. The API makes the final choice. */
export function nextAddress(network: Network, lab: Lab): string | null {
  const containers = lab.containers.map(({ name, interfaces }) => ({
    name,
    interfaces: interfaces.flatMap(({ network: on, name: link, ipv4Address, macAddress }) =>
      ipv4Address === null
        ? []
        : [{ networkId: on.id, name: link, ipv4Address, ipv6Address: null, macAddress: macAddress ?? '' }],
    ),
  }));
  return nextFreeAddress(toCoreNetwork(network), { containers });
}
