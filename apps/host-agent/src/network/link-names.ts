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
 * The prefix of one agent's uplinks, which nftables and iptables match. Agents on one machine have different scopes
 * and need different prefixes: the rules of one would drop the other's packets. The digit avoids clashes with all other
 * names.
 */
export function uplinkPrefix(scope: string): string {
  if (scope === 'pineapple') return 'pnu';
  const digest = createHash('sha256').update(scope).digest();
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

/** All links of a network but that of its overlay, as `native/capture.c` names them. */
export function linksOfNetwork(networkId: string): string {
  return `*${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** A network's VXLAN link to the lab's other hosts, in its lab's namespace. */
export function overlayName(networkId: string): string {
  return `vx${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** The bridge's end of a container's interface on a network, in its lab's namespace. */
export function wireName(containerId: string, networkId: string): string {
  const container = token(containerId, /^ctr_[a-z0-9]{12}_([a-z0-9]{6})$/);
  return `pb${container}${token(networkId, /^net_[a-z0-9]{12}_([a-z0-9]{6})$/)}`;
}

/** The container and network of a link that `wireName` named; null for any other link. */
export function wireOwner(labId: string, name: string): { containerId: string; networkId: string } | null {
  const [, container, network] = /^pb([a-z0-9]{6})([a-z0-9]{6})$/.exec(name) ?? [];
  if (container === undefined || network === undefined) return null;
  const lab = token(labId, /^lab_([a-z0-9]{12})$/);
  return { containerId: `ctr_${lab}_${container}`, networkId: `net_${lab}_${network}` };
}

/** The device in which frames wait that come out of a container, for the bridge's end of its wire. */
export function waitingDevice(end: string): string {
  return `pf${end.slice(2)}`;
}

/** The device in which frames wait that enter a container, where the queue of the bridge's end can't delay them. */
export function enteringDevice(end: string): string {
  return `pd${end.slice(2)}`;
}

/** The end of the wire that a link which `waitingDevice` or `enteringDevice` named belongs to; null for any other link. */
export function waitingOwner(name: string): string | null {
  return /^p[fd][a-z0-9]{12}$/.test(name) ? `pb${name.slice(2)}` : null;
}
