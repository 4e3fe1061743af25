import type { LabNetwork } from '../lab-nodes.ts';
import { formatIpAddress } from './ip-address.ts';
import { parseSubnet } from './subnet.ts';

/** The addresses that containers may have: without the network address, the broadcast address and the gateway. */
interface UsableAddresses {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** The first address after the network address. On networks with egress the gateway has it. */
export function firstUsable(ipv4Subnet: string): string {
  const { family, first } = parseSubnet(ipv4Subnet);
  return formatIpAddress({ family, value: first + 1n });
}

export function usableAddresses({ ipv4Subnet, internet }: LabNetwork): UsableAddresses {
  const { family, first, last } = parseSubnet(ipv4Subnet);
  return { family, first: first + (internet ? 2n : 1n), last: last - 1n };
}

/** How many containers fit on the network. */
export function capacity(network: LabNetwork): number {
  const { first, last } = usableAddresses(network);
  return Number(last - first + 1n);
}
