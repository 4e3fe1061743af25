import { checkMacAddress, macAddressFor, spareMacAddress } from '../addressing/mac-address.ts';
import type { Lab } from '../lab.ts';
import type { LabNetwork } from '../lab-nodes.ts';
import { ok, type Result } from '../result.ts';
import { conflict, invalid, type EditError } from '../edit-error.ts';

/** The MAC address that a user chose, in lower case with colons; null if the user chose none. */
export function wantedMacAddress(
  lab: Lab,
  network: LabNetwork,
  wanted: string | null,
  path: readonly string[],
): Result<string | null, EditError> {
  if (wanted === null) return ok(null);
  const checked = checkMacAddress(wanted);
  if (!checked.ok) return invalid([{ path, message: checked.error }]);
  const holder = macHolders(lab, network.id).get(checked.value);
  if (holder === undefined) return checked;
  return conflict(
    `${checked.value} on network '${network.name}' is taken by container '${holder}'. ` +
      'Choose another MAC address, or leave it out.',
  );
}

/** A MAC address that no interface on the network has, the same for the same container in the same lab. */
export function freeMacAddress(
  lab: Lab,
  networkId: string,
  containerId: string,
  ipv4Address: string | null,
): string {
  const taken = macHolders(lab, networkId);
  const derived = ipv4Address === null ? null : macAddressFor(networkId, ipv4Address);
  if (derived !== null && !taken.has(derived)) return derived;
  let attempt = 0;
  while (taken.has(spareMacAddress(networkId, containerId, attempt))) attempt += 1;
  return spareMacAddress(networkId, containerId, attempt);
}

function macHolders(lab: Lab, networkId: string): ReadonlyMap<string, string> {
  return new Map(
    lab.containers.flatMap(({ name, interfaces }) =>
      interfaces.filter((link) => link.networkId === networkId).map((link) => [link.macAddress, name]),
    ),
  );
}
