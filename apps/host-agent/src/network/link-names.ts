import { createHash } from 'node:crypto';

/**
 * Names of what the agent makes in the kernel. Each is derived from an id, so that a restarted agent, or one
 * that lost its files, still knows what belongs to what. The kernel takes names of up to 15 characters.
 */
function token(id: string, pattern: RegExp): string {
  const match = pattern.exec(id)?.[1];
  if (match === undefined) throw new Error(`"${id}" is no id that the kernel's names can be made from`);
  return match;
}

/** The network namespace of a lab. */
export function labNamespace(labId: string): string {
  return `pn-${token(labId, /^lab_([a-z0-9]{12})$/)}`;
}

/**
 * What the names of all uplinks of one agent begin with, as nftables and iptables match it. Two agents on one
 * machine, told apart by their drivers, must not match each other's: the rules of one would drop what the
 * other lets out. A digit keeps it apart from every other name here.
 */
export function uplinkPrefix(driverName: string): string {
  if (driverName === 'pineapple') return 'pnu';
  const digest = createHash('sha256').update(driverName).digest();
  return `p${(digest[0] ?? 0) % 10}${((digest[1] ?? 0) % 36).toString(36)}`;
}

/** The host's end of a lab's link to the outside. */
export function uplinkName(prefix: string, labId: string): string {
  return `${prefix}${token(labId, /^lab_([a-z0-9]{12})$/)}`;
}

/** The lab's end of it. */
export const labUplinkName = 'uplink';

/** The bridge of a network, in its lab's namespace. */
export function bridgeName(networkId: string): string {
  return `br${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** A network's VXLAN link to the lab's other hosts, in its lab's namespace. */
export function overlayName(networkId: string): string {
  return `vx${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** The container's end of an attachment, until Docker moves and renames it. */
export function containerEnd(endpointId: string): string {
  return `pv${token(endpointId, /^([0-9a-f]{11})[0-9a-f]*$/)}`;
}

/** The bridge's end of an attachment. */
export function bridgeEnd(endpointId: string): string {
  return `pb${token(endpointId, /^([0-9a-f]{11})[0-9a-f]*$/)}`;
}
