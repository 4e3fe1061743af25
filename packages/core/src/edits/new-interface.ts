import { addressHolder, checkIpv4Address } from '../addressing/address-rules.ts';
import { nextFreeAddress } from '../addressing/address-choice.ts';
import { macAddressFor } from '../addressing/mac-address.ts';
import { capacity } from '../addressing/usable-addresses.ts';
import type { Lab } from '../lab.ts';
import type { LabInterface, LabNetwork } from '../lab-nodes.ts';
import { ok, type Result } from '../result.ts';
import { conflict, invalid, type EditError } from './edit-error.ts';

/**
 * An interface on the network with the wanted address, or with the next free address if none is wanted.
 *
 * @param path - Where in the input the wanted address is.
 */
export function newInterface(
  lab: Lab,
  network: LabNetwork,
  wanted: string | null,
  path: readonly string[],
): Result<LabInterface, EditError> {
  const ipv4Address = wanted === null ? freeAddress(lab, network) : wantedAddress(lab, network, wanted, path);
  if (!ipv4Address.ok) return ipv4Address;
  return ok({
    networkId: network.id,
    ipv4Address: ipv4Address.value,
    ipv6Address: null,
    macAddress: macAddressFor(network.id, ipv4Address.value),
  });
}

function freeAddress(lab: Lab, network: LabNetwork): Result<string, EditError> {
  const next = nextFreeAddress(network, lab);
  if (next !== null) return ok(next);
  const size = capacity(network);
  return conflict(
    `Network '${network.name}' is full: ${network.ipv4Subnet} has ${size} ` +
      `${size === 1 ? 'address' : 'addresses'} for containers. Disconnect a container, or use a larger network.`,
  );
}

function wantedAddress(
  lab: Lab,
  network: LabNetwork,
  wanted: string,
  path: readonly string[],
): Result<string, EditError> {
  const checked = checkIpv4Address(wanted, network);
  if (!checked.ok) return invalid([{ path, message: checked.error }]);
  const holder = addressHolder(checked.value, network, lab);
  if (holder === null) return checked;
  return conflict(
    `${checked.value} on network '${network.name}' is taken by container '${holder}'. ` +
      'Choose another address, or leave it out to get the next free one.',
  );
}
