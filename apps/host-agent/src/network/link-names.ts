import { createHash } from 'node:crypto';

/**
 * The part of an id that names in the kernel are made from. All names derive from ids, so that an agent that was
 * restarted or lost its files still recognises them. The kernel allows 15 characters.
 */
function token(id: string, pattern: RegExp): string {
  const match = pattern.exec(id)?.[1];
  if (match === undefined) throw new Error(`"${id}" is not a valid id for names in the kernel`);
  return match;
}

/** The network namespace of a lab. */
export function labNamespace(labId: string): string {
  return `pn-${token(labId, /^lab_([a-z0-9]{12})$/)}`;
}

/**
 * The prefix of one agent's uplinks, which nftables and iptables match. Agents on one machine have different drivers
 * and need different prefixes: the rules of one would drop the other's packets. The digit avoids clashes with all other
 * names.
 */
export function uplinkPrefix(driverName: string): string {
  if (driverName === 'pineapple') return 'pnu';
  const digest = createHash('sha256').update(driverName).digest();
  return `p${(digest[0] ?? 0) % 10}${((digest[1] ?? 0) % 36).toString(36)}`;
}

/** The host's end of a lab's uplink. */
export function uplinkName(prefix: string, labId: string): string {
  return `${prefix}${token(labId, /^lab_([a-z0-9]{12})$/)}`;
}

/** The lab's end of its uplink. */
export const labUplinkName = 'uplink';

/** The bridge of a network, in its lab's namespace. */
export function bridgeName(networkId: string): string {
  return `br${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** A network's VXLAN link to the lab's other hosts, in its lab's namespace. */
export function overlayName(networkId: string): string {
  return `vx${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** The container's end of an attachment, before Docker moves and renames it. */
export function containerEnd(endpointId: string): string {
  return `pv${token(endpointId, /^([0-9a-f]{11})[0-9a-f]*$/)}`;
}

/** The bridge's end of an attachment. */
export function bridgeEnd(endpointId: string): string {
  return `pb${token(endpointId, /^([0-9a-f]{11})[0-9a-f]*$/)}`;
}
