import { z } from 'zod';
import { defaultMtu, largestMtu, smallestMtu } from './addressing/mtu.ts';
import { containerConfigSchema } from './settings/container-config.ts';
import type { DeepReadonly } from './deep-readonly.ts';
import { linkQualitySchema } from './link-quality/link-quality-schema.ts';
import { positionSchema } from './position-schema.ts';
import { savedContentsSchema } from './saved-contents.ts';

const storedInterfaceSchema = z.object({
  networkId: z.string(),
  /** Null in rows and commands from before interfaces had names. */
  name: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/)
    .nullable()
    .default(null),
  /** Null for an interface without an IPv4 address. */
  ipv4Address: z.ipv4().nullable(),
  /** Null for an interface without an IPv6 address. Canonical (RFC 5952). */
  ipv6Address: z.ipv6().nullable(),
  /** Chosen or derived, unicast, unique in its network. It stays, so that ARP entries of peers stay valid. */
  macAddress: z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
  /** Absent for a perfect link. */
  quality: linkQualitySchema.exactOptional(),
});

/**
 * The attachments of a container to networks, first to last. Each has a name of its own, which it keeps when others are
 * removed. Before interfaces had names, their positions named them.
 */
export const labInterfacesSchema = z
  .array(storedInterfaceSchema)
  .transform((links) => links.map((link, index) => ({ ...link, name: link.name ?? `eth${index}` })));

/** One isolated layer-2 segment of a lab. */
export const labNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Canonical CIDR, e.g. 10.0.1.0/24. A network without subnets is plain: layer 2 only. */
  ipv4Subnet: z.cidrv4().nullable(),
  /** Canonical CIDR (RFC 5952), e.g. fd00:0:0:1::/64. */
  ipv6Subnet: z.cidrv6().nullable(),
  /** Whether the network has egress, which needs an IPv4 subnet. The gateway has its first usable address. */
  internet: z.boolean(),
  /** In bytes, the same for every interface on the network; absent in rows from before it could be chosen. */
  mtu: z.int().min(smallestMtu).max(largestMtu).default(defaultMtu),
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
  interfaces: labInterfacesSchema,
  /** Null until the node is placed on the canvas; absent in rows from before nodes had positions. */
  position: positionSchema.nullable().default(null),
  /**
   * Where its default route leads: `automatic`, `none`, or the IPv4 address of a router. Null in rows from before there was
   * a choice: `config` may have an address then.
   */
  gateway: z
    .union([z.enum(['automatic', 'none']), z.ipv4()])
    .nullable()
    .default(null),
  /** Null for the unchanged image; absent in rows from before containers had a configuration. */
  config: containerConfigSchema.nullable().default(null),
  /** What is written into it before its first start, over its image and its files. Absent without any. */
  contents: savedContentsSchema.exactOptional(),
  /** RFC 3339, UTC. */
  createdAt: z.iso.datetime(),
});

export type Position = DeepReadonly<z.infer<typeof positionSchema>>;
/** One attachment of a container to a network. */
export type LabInterface = DeepReadonly<z.infer<typeof labInterfacesSchema>>[number];
export type LabNetwork = DeepReadonly<z.infer<typeof labNetworkSchema>>;
export type LabContainer = DeepReadonly<z.infer<typeof labContainerSchema>>;
export type Power = LabContainer['power'];
