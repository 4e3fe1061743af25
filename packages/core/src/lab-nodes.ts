import { z } from 'zod';
import { containerConfigSchema } from './container-config.ts';
import type { DeepReadonly } from './deep-readonly.ts';

/** Where a node is on the canvas, in the canvas's own unit: x grows to the right, y downwards. */
export const positionSchema = z.object({ x: z.number(), y: z.number() });

/** One attachment of a container to a network. */
export const labInterfaceSchema = z.object({
  networkId: z.string(),
  ipv4Address: z.ipv4(),
  ipv6Address: z.ipv6().nullable(),
  /** Derived from network and address, so that ARP entries of peers stay valid after a restart. */
  macAddress: z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
});

/** One isolated layer-2 segment of a lab. */
export const labNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Canonical CIDR, e.g. 10.0.1.0/24. */
  ipv4Subnet: z.cidrv4(),
  ipv6Subnet: z.cidrv6().nullable(),
  /** Whether the network has egress. The gateway then has the first usable address. */
  internet: z.boolean(),
  /** Null until the node is placed on the canvas; absent in rows from before nodes had positions. */
  position: positionSchema.nullable().default(null),
  /** RFC 3339, UTC. */
  createdAt: z.iso.datetime(),
});

/** One node of a lab. */
export const labContainerSchema = z.object({
  id: z.string(),
  /** Host name and DNS name in the lab; a lower-case RFC 1123 label. */
  name: z.string(),
  /** Name of a catalogue image, e.g. `host`. */
  image: z.string(),
  power: z.enum(['on', 'off']),
  /** Grows with each request to start, stop or restart. The host acts when the number is greater than the one it knows. */
  generation: z.int().positive(),
  /** When the last start, stop or restart was requested. RFC 3339, UTC. */
  requestedAt: z.iso.datetime(),
  /** First to last: eth0, eth1, … */
  interfaces: z.array(labInterfaceSchema),
  /** Null until the node is placed on the canvas; absent in rows from before nodes had positions. */
  position: positionSchema.nullable().default(null),
  /** Null for the unchanged image; absent in rows from before containers had a configuration. */
  config: containerConfigSchema.nullable().default(null),
  /** RFC 3339, UTC. */
  createdAt: z.iso.datetime(),
});

export type Position = DeepReadonly<z.infer<typeof positionSchema>>;
export type LabInterface = DeepReadonly<z.infer<typeof labInterfaceSchema>>;
export type LabNetwork = DeepReadonly<z.infer<typeof labNetworkSchema>>;
export type LabContainer = DeepReadonly<z.infer<typeof labContainerSchema>>;
export type Power = LabContainer['power'];
