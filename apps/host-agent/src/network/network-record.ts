import { type ManifestOverlay, firstUsable } from '@pineapple/core';
import { z } from 'zod';
import type { GuardedNetwork } from './egress/lab-rules.ts';

/** What the driver remembers of a Docker network, so that a restarted agent answers for it. */
export const networkRecord = z.object({
  /** Docker's id. */
  key: z.string().regex(/^[0-9a-f]{12,64}$/),
  networkId: z.string().regex(/^net_[a-z0-9]{12}_[a-z0-9]{6}$/),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  ipv4Subnet: z.cidrv4(),
  /** Not used yet; networks will have one when labs do. */
  ipv6Subnet: z.cidrv6().nullable(),
  internet: z.boolean(),
});

export type NetworkRecord = z.infer<typeof networkRecord>;

/** The gateway of an internet network; closed ones have none. */
export function gatewayOf(record: NetworkRecord): string | null {
  return record.internet ? firstUsable(record.ipv4Subnet) : null;
}

/** @param overlay how it reaches other hosts, one of which may have its gateway; null: it does not */
export function toGuarded(record: NetworkRecord, overlay: ManifestOverlay | null): GuardedNetwork {
  const { networkId, ipv4Subnet } = record;
  return { networkId, ipv4Subnet, gateway: overlay?.gatewayHere === false ? null : gatewayOf(record) };
}
