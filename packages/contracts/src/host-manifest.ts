import type { HostManifest } from '@pineapple/core';
import { z } from 'zod';

/** One interface of a container, as the host must make it. */
export const manifestInterface = z.object({
  networkId: z.string(),
  ipv4Address: z.ipv4(),
  ipv6Address: z.ipv6().nullable(),
  macAddress: z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
});

export const manifestNetwork = z.object({
  id: z.string(),
  name: z.string(),
  ipv4Subnet: z.cidrv4(),
  ipv6Subnet: z.cidrv6().nullable(),
  internet: z.boolean(),
  // A command of before there were wide labs is still on its way when the agent is newer.
  overlay: z
    .object({
      vni: z.int().min(1).max(0xffffff),
      peers: z.array(z.ipv4()).max(64),
      gatewayHere: z.boolean(),
    })
    .nullable()
    .default(null),
});

/** Its name becomes a line of a hosts file: nothing but a host name gets there. */
export const manifestNeighbour = z.object({
  name: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
  addresses: z.array(z.object({ networkId: z.string(), ipv4Address: z.ipv4() })),
});

/** A file of a container. Whoever writes it trusts nobody's path: it stays inside the container. */
export const containerFile = z.object({
  path: z
    .string()
    .regex(/^(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)+$/)
    .max(200),
  content: z.string().max(16_384),
  mode: z.int().min(0).max(0o777),
});

export const manifestContainer = z.object({
  id: z.string(),
  name: z.string(),
  /** Catalogue name, for reports. */
  image: z.string(),
  /** What Docker is asked for. */
  imageReference: z.string(),
  power: z.enum(['on', 'off']),
  generation: z.int().positive(),
  requestedAt: z.iso.datetime(),
  /** First to last: eth0, eth1, … */
  interfaces: z.array(manifestInterface),
  /** A command of before there were files is still on its way when the agent is newer. */
  files: z.array(containerFile).default([]),
});

/** The whole desired lab as a host receives it. An empty lab with `removed` means: leave nothing behind. */
export const hostManifest: z.ZodType<HostManifest> = z.object({
  format: z.literal(1),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  revision: z.int().nonnegative(),
  removed: z.boolean(),
  networks: z.array(manifestNetwork),
  containers: z.array(manifestContainer),
  neighbours: z.array(manifestNeighbour).default([]),
});
