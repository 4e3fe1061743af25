import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';
import { quoted } from '../names/quoted.ts';
import { fail, ok, type Result } from '../result.ts';
import { addressHolders } from './address-choice.ts';
import { formatIpAddress, parseIpAddress } from './ip-address.ts';
import { parseSubnet, subnetContains } from './subnet.ts';
import {
  type AddressedNetwork,
  gatewayAddress,
  subnetOfFamily,
  usableAddresses,
} from './usable-addresses.ts';

/**
 * Checks a user's IPv4 address on a network. Returns it trimmed, or what is wrong with it. A network without an IPv4 subnet
 * takes none: without a subnet an address has no prefix length.
 */
export function checkIpv4Address(text: string, network: AddressedNetwork): Result<string, string> {
  return checkAddress(text, network, 4);
}

/**
 * Checks a user's IPv6 address on a network. Returns its canonical text (RFC 5952), or what is wrong with it. A network
 * without an IPv6 subnet takes none.
 */
export function checkIpv6Address(text: string, network: AddressedNetwork): Result<string, string> {
  return checkAddress(text, network, 6);
}

function checkAddress(text: string, network: AddressedNetwork, family: 4 | 6): Result<string, string> {
  const trimmed = text.trim();
  const given = quoted(trimmed);
  const usable = usableAddresses(network, family);
  const subnetText = subnetOfFamily(network, family);
  if (usable === null || subnetText === null) {
    return fail(
      `Network '${network.name}' has no IPv${family} subnet, so it can't give ${given}. ` +
        'Leave the address out, and set it inside the container.',
    );
  }
  const [first, last] = [usable.first, usable.last].map((value) => formatIpAddress({ family, value }));
  const choice = `Choose ${first === last ? first : `from ${first} to ${last}`}, or leave it out.`;
  const where = `${subnetText} of network '${network.name}'`;
  const address = parseIpAddress(trimmed);
  const kind = family === 4 ? 'an IPv4 address' : 'an IPv6 address';
  if (address === null) return fail(`${given} is not ${kind}. ${choice}`);
  if (address.family !== family)
    return fail(`${given} is an IPv${address.family} address, and ${kind} is needed. ${choice}`);
  const subnet = parseSubnet(subnetText);
  const canonical = formatIpAddress(address);
  if (!subnetContains(subnet, address)) return fail(`${given} is outside ${where}. ${choice}`);
  if (family === 4 && canonical === gatewayAddress(network))
    return fail(`${given} is the address of the gateway of ${where}. ${choice}`);
  if (address.value < usable.first) {
    const what = family === 4 ? 'the network address' : "the routers' anycast address";
    return fail(`${given} is ${what} of ${where}. ${choice}`);
  }
  if (address.value > usable.last) return fail(`${given} is the broadcast address of ${where}. ${choice}`);
  return ok(canonical);
}

/** The name of the container that has the address; null if the address is free. */
export function addressHolder(
  address: string,
  network: Pick<LabNetwork, 'id'>,
  lab: Pick<Lab, 'containers'>,
): string | null {
  const family = parseIpAddress(address)?.family ?? 4;
  return addressHolders(network.id, lab, family).get(address) ?? null;
}
