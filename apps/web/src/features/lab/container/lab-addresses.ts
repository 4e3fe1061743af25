import {
  addressHolders,
  defaultMtu,
  nextFreeAddress,
  type LabContainer,
  type LabNetwork,
} from '@pineapple/core';
import type { Lab, Network } from '../model/lab.ts';

type Family = 4 | 6;

/** Which addresses of a lab are free. Properties, not methods: Vue infers the wrong prop type from a method. */
export interface LabAddresses {
  /** The next free address; null if the network is full or has no subnet of the family. The API makes the final choice. */
  readonly next: (network: Network, family: Family) => string | null;
  /** The name of the container that has a canonical address on a network; null if it is free. */
  readonly holder: (networkId: string, family: Family, address: string) => string | null;
  /** The name of the container that has a MAC address, in lower case with colons; null if it is free. */
  readonly macHolder: (networkId: string, macAddress: string) => string | null;
}

/** Reads the lab at each call. */
export function labAddresses(lab: () => Pick<Lab, 'containers'>): LabAddresses {
  return {
    next: (network, family) => nextFreeAddress(toCoreNetwork(network), toCoreContainers(lab()), family),
    holder: (networkId, family, address) =>
      addressHolders(networkId, toCoreContainers(lab()), family).get(address) ?? null,
    macHolder: (networkId, wanted) =>
      lab().containers.find(({ interfaces }) =>
        interfaces.some(({ network, macAddress }) => network.id === networkId && macAddress === wanted),
      )?.name ?? null,
  };
}

/** The network as the rules of the core package take it. */
export function toCoreNetwork(network: Network): LabNetwork {
  const { id, name, ipv4Subnet, ipv6Subnet, internet, createdAt } = network;
  return { id, name, ipv4Subnet, ipv6Subnet, internet, mtu: defaultMtu, position: null, createdAt };
}

function toCoreContainers(lab: Pick<Lab, 'containers'>): {
  readonly containers: readonly Pick<LabContainer, 'name' | 'interfaces'>[];
} {
  return {
    containers: lab.containers.map(({ name, interfaces }) => ({
      name,
      interfaces: interfaces.map(({ network, name: link, ipv4Address, ipv6Address, macAddress }) => ({
        networkId: network.id,
        name: link,
        ipv4Address,
        ipv6Address,
        macAddress: macAddress ?? '',
      })),
    })),
  };
}
