import { addressHolder, checkIpv4Address, checkIpv6Address } from '../addressing/address-rules.ts';
import { nextFreeAddress } from '../addressing/address-choice.ts';
import { capacity, subnetOfFamily } from '../addressing/usable-addresses.ts';
import { checkInterfaceName, nextInterfaceName } from '../names/interface-name.ts';
import type { Lab } from '../lab.ts';
import type { EditContext } from '../edit-context.ts';
import type { LabInterface, LabNetwork } from '../lab-nodes.ts';
import { checkLinkQuality } from '../link-quality/link-quality-rules.ts';
import { type LinkQuality, perfectLink } from '../link-quality/link-quality.ts';
import { ok, type Result } from '../result.ts';
import { conflict, invalid, type EditError, type Issue } from '../edit-error.ts';
import { freeMacAddress, wantedMacAddress } from './interface-mac.ts';
import { withQuality } from './set-link-quality.ts';

/** What a user may choose about an interface. */
export interface WantedInterface {
  /** Null for the next free address, if the network has an IPv4 subnet. */
  readonly ipv4Address: string | null;
  /** Null for the next free address, if the network has an IPv6 subnet. Default: null. */
  readonly ipv6Address?: string | null;
  /** Null for a derived one. Default: null. */
  readonly macAddress?: string | null;
  /** The name inside the container. Null for the next free one of eth0, eth1 and so on. Default: null. */
  readonly interfaceName?: string | null;
  /** Whether it gets free addresses for those that were not given. Default: true. */
  readonly addressed?: boolean;
  /** Default: a perfect link. */
  readonly quality?: LinkQuality;
}

/** The container of a new interface. */
interface InterfaceOwner {
  readonly id: string;
  /** The names of its other interfaces. */
  readonly names: readonly string[];
}

interface Circumstances {
  readonly context: EditContext;
  /** Where in the input the wishes are. */
  readonly path: readonly string[];
}

/** An interface on the network, as wanted. Every broken rule is reported before any conflict. */
export function newInterface(
  lab: Lab,
  network: LabNetwork,
  wanted: WantedInterface,
  owner: InterfaceOwner,
  { context, path }: Circumstances,
): Result<LabInterface, EditError> {
  const addressed = wanted.addressed ?? true;
  const reserved = addressed ? (context.reservedAddresses?.get(network.name) ?? new Set<string>()) : null;
  const name = wantedName(wanted.interfaceName ?? null, owner, path);
  const macAddress = wantedMacAddress(lab, network, wanted.macAddress ?? null, [...path, 'macAddress']);
  const ipv4Address = chooseAddress(lab, network, 4, wanted.ipv4Address, reserved, path);
  const ipv6Address = chooseAddress(lab, network, 6, wanted.ipv6Address ?? null, reserved, path);
  const refused = [name, ipv4Address, ipv6Address, macAddress].filter((choice) => !choice.ok);
  const issues = refused.flatMap(({ error }): readonly Issue[] =>
    error.kind === 'validation' ? error.issues : [],
  );
  const quality = wanted.quality ?? perfectLink;
  issues.push(...checkLinkQuality(quality, path));
  if (issues.length > 0) return invalid(issues);
  const [first] = refused;
  if (first) return first;
  if (!name.ok) return name;
  if (!ipv4Address.ok) return ipv4Address;
  if (!ipv6Address.ok) return ipv6Address;
  if (!macAddress.ok) return macAddress;
  const link = {
    networkId: network.id,
    name: name.value,
    ipv4Address: ipv4Address.value,
    ipv6Address: ipv6Address.value,
    macAddress: macAddress.value ?? freeMacAddress(lab, network.id, owner.id, ipv4Address.value),
  };
  return ok(withQuality(link, quality));
}

function wantedName(
  wanted: string | null,
  { names }: InterfaceOwner,
  path: readonly string[],
): Result<string, EditError> {
  if (wanted === null) return ok(nextInterfaceName(names));
  const checked = checkInterfaceName(wanted);
  if (!checked.ok) return invalid([{ path: [...path, 'interfaceName'], message: checked.error }]);
  if (!names.includes(wanted)) return checked;
  return conflict(
    `The container already has an interface '${wanted}'. Choose another name, or leave it out to get the next free one.`,
  );
}

/**
 * The address of one family; null if the interface gets none.
 *
 * @param reserved - Addresses that are not chosen; null if none is chosen at all.
 */
function chooseAddress(
  lab: Lab,
  network: LabNetwork,
  family: 4 | 6,
  wanted: string | null,
  reserved: ReadonlySet<string> | null,
  path: readonly string[],
): Result<string | null, EditError> {
  if (wanted !== null) return wantedAddress(lab, network, family, wanted, [...path, `ipv${family}Address`]);
  const subnet = subnetOfFamily(network, family);
  if (reserved === null || subnet === null) return ok(null);
  const next = nextFreeAddress(network, lab, family, reserved);
  if (next !== null) return ok(next);
  const size = capacity(network, family);
  return conflict(
    `Network '${network.name}' is full: ${subnet} has ${size} ` +
      `${size === 1n ? 'address' : 'addresses'} for containers. Disconnect a container, or use a larger network.`,
  );
}

function wantedAddress(
  lab: Lab,
  network: LabNetwork,
  family: 4 | 6,
  wanted: string,
  path: readonly string[],
): Result<string, EditError> {
  const check = family === 4 ? checkIpv4Address : checkIpv6Address;
  const checked = check(wanted, network);
  if (!checked.ok) return invalid([{ path, message: checked.error }]);
  const holder = addressHolder(checked.value, network, lab);
  if (holder === null) return checked;
  return conflict(
    `${checked.value} on network '${network.name}' is taken by container '${holder}'. ` +
      'Choose another address, or leave it out to get the next free one.',
  );
}
