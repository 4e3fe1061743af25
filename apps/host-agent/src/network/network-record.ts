import { type ManifestOverlay, firstUsable } from '@pineapple/core';
import { z } from 'zod';
import type { GuardedNetwork } from './egress/lab-rules.ts';

/** What is saved about a Docker network, so that a restarted agent can serve it. */
export const networkRecord = z.object({
  /** Docker's id. */
  key: z.string().regex(/^[0-9a-f]{12,64}$/),
  networkId: z.string().regex(/^net_[a-z0-9]{12}_[a-z0-9]{6}$/),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  ipv4Subnet: z.cidrv4(),
  /** Reserved: lab networks have no IPv6 subnet yet. */
  ipv6Subnet: z.cidrv6().nullable(),
  internet: z.boolean(),
});

export type NetworkRecord = z.infer<typeof networkRecord>;

/** The gateway of a network with egress; null for a closed network. */
export function gatewayOf(record: NetworkRecord): string | null {
  return record.internet ? firstUsable(record.ipv4Subnet) : null;
}

/** @param overlay the network's overlay, if it has one: its gateway may be on another host */
export function toGuarded(record: NetworkRecord, overlay: ManifestOverlay | null): GuardedNetwork {
  const { networkId, ipv4Subnet } = record;
  return { networkId, ipv4Subnet, gateway: overlay?.gatewayHere === false ? null : gatewayOf(record) };
}
