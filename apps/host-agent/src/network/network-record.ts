import { gatewayAddress, type ManifestNetwork, type ManifestOverlay } from '@pineapple/core';
import { z } from 'zod';
import type { GuardedNetwork } from './egress/lab-rules.ts';

/** What is saved about a network of a lab, so that a restarted agent can restore it. */
export const networkRecord = z.object({
  networkId: z.string().regex(/^net_[a-z0-9]{12}_[a-z0-9]{6}$/),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  ipv4Subnet: z.cidrv4().nullable(),
  ipv6Subnet: z.cidrv6().nullable(),
  internet: z.boolean(),
  /** In bytes. */
  mtu: z.int(),
});

export type NetworkRecord = Readonly<z.infer<typeof networkRecord>>;

export function toRecord(
  labId: string,
  { id, ipv4Subnet, ipv6Subnet, internet, mtu }: ManifestNetwork,
): NetworkRecord {
  return { networkId: id, labId, ipv4Subnet, ipv6Subnet, internet, mtu };
}

/** @param overlay the network's overlay, if it has one: its gateway may be on another host */
export function toGuarded(record: NetworkRecord, overlay: ManifestOverlay | null): GuardedNetwork {
  const { networkId, ipv4Subnet } = record;
  const address = overlay?.gatewayHere === false ? null : gatewayAddress(record);
  const gateway = address === null || ipv4Subnet === null ? null : { address, ipv4Subnet };
  return { networkId, gateway };
}
