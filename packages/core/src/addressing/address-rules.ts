import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';
import { quoted } from '../quoted.ts';
import { fail, ok, type Result } from '../result.ts';
import { addressHolders } from './address-choice.ts';
import { formatIpAddress, parseIpAddress } from './ip-address.ts';
import { parseSubnet, subnetContains } from './subnet.ts';
import { firstUsable, usableAddresses } from './usable-addresses.ts';

/** Checks a user's IPv4 address on a network. Returns it trimmed, or what is wrong with it. */
export function checkIpv4Address(text: string, network: LabNetwork): Result<string, string> {
  const trimmed = text.trim();
  const given = quoted(trimmed);
  const address = parseIpAddress(trimmed);
  const subnet = parseSubnet(network.ipv4Subnet);
  const usable = usableAddresses(network);
  const [first, last] = [usable.first, usable.last].map((value) => formatIpAddress({ family: 4, value }));
  const choice = `Choose from ${first} to ${last}, or leave it out.`;
  const where = `${network.ipv4Subnet} of network '${network.name}'`;
  if (address === null) return fail(`${given} is not an IPv4 address. ${choice}`);
  if (address.family !== 4)
    return fail(`${given} is an IPv6 address, and an IPv4 address is needed. ${choice}`);
  if (!subnetContains(subnet, address)) return fail(`${given} is outside ${where}. ${choice}`);
  if (address.value === subnet.first) return fail(`${given} is the network address of ${where}. ${choice}`);
  if (address.value === subnet.last) return fail(`${given} is the broadcast address of ${where}. ${choice}`);
  if (network.internet && trimmed === firstUsable(network.ipv4Subnet)) {
    return fail(`${given} is the address of the gateway of ${where}. ${choice}`);
  }
  return ok(trimmed);
}

/** The name of the container that has the address; null if the address is free. */
export function addressHolder(address: string, network: LabNetwork, lab: Lab): string | null {
  return addressHolders(network.id, lab).get(address) ?? null;
}
