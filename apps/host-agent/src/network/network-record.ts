import { gatewayOf, type ManifestNetwork, type ManifestOverlay } from '@pineapple/core';
import { z } from 'zod';
import type { GuardedNetwork } from './egress/lab-rules.ts';

/** What is saved about a network of a lab, so that a restarted agent can restore it. */
export const networkRecord = z.object({
  networkId: z.string().regex(/^net_[a-z0-9]{12}_[a-z0-9]{6}$/),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  ipv4Subnet: z.cidrv4(),
  internet: z.boolean(),
});

export type NetworkRecord = Readonly<z.infer<typeof networkRecord>>;

export function toRecord(labId: string, { id, ipv4Subnet, internet }: ManifestNetwork): NetworkRecord {
  return { networkId: id, labId, ipv4Subnet, internet };
}

/** @param overlay the network's overlay, if it has one: its gateway may be on another host */
export function toGuarded(record: NetworkRecord, overlay: ManifestOverlay | null): GuardedNetwork {
  const { networkId, ipv4Subnet } = record;
  return { networkId, ipv4Subnet, gateway: overlay?.gatewayHere === false ? null : gatewayOf(record) };
}
