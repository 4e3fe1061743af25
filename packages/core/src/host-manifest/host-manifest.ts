import { z } from 'zod';
import {
  containerCommandSchema,
  containerCpusSchema,
  containerEnvSchema,
  containerExecSchema,
  containerFileSchema,
  containerMemorySchema,
  containerSysctlSchema,
  containerUserSchema,
  staticRoutesSchema,
  workingDirSchema,
} from '../settings/container-config.ts';
import type { DeepReadonly } from '../deep-readonly.ts';
import { mostDockerfileCharacters } from '../dockerfile/dockerfile.ts';
import { labContainerSchema, labNetworkSchema } from '../lab-nodes.ts';
import { builtReference } from '../own-images.ts';

/** How a network of a multi-host lab reaches the lab's other hosts over VXLAN. Frames to unknown addresses go to each. */
const manifestOverlaySchema = z.object({
  /** The VXLAN network identifier, 1 to 16,777,215, which no other network of any lab has. */
  vni: z.int().min(1).max(0xffffff),
  /** Underlay IPv4 addresses of the lab's other hosts. */
  peers: z.array(z.ipv4()).max(64),
  /** Whether this host has the gateway's address and the egress, if the network has egress. */
  gatewayHere: z.boolean(),
  /** Whether all interfaces on the network are on this host; absent in commands from before this field. */
  onlyHere: z.boolean().optional(),
});

const manifestNetworkSchema = labNetworkSchema
  .pick({ id: true, name: true, ipv4Subnet: true, ipv6Subnet: true, internet: true, mtu: true })
  .extend({
    /** Null if the network is on this host only; absent in commands from before there were multi-host labs. */
    overlay: manifestOverlaySchema.nullable().default(null),
  });

/** A container of the same lab on another host. Containers on this host reach it by its name too. */
const manifestNeighbourSchema = z.object({
  /** It becomes a line of a hosts file, so nothing but a host name is valid. */
  name: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
  /** Those of its interfaces that have an address. */
  addresses: z.array(
    z.object({
      networkId: z.string(),
      ipv4Address: z.ipv4().nullable(),
      /** Absent in commands from before there was IPv6. */
      ipv6Address: z.ipv6().nullable().default(null),
    }),
  ),
});

/** A leading dash would be an option. */
const imageReference = z.string().regex(/^[a-z0-9][A-Za-z0-9._:/@-]{0,254}$/);

/** How to pull an image of a user's that the host lacks. */
const manifestPullSchema = z.object({
  reference: z.string().regex(builtReference),
  /** The image reference in its registry. */
  pull: imageReference,
});

/** How to build an image that the host lacks. */
const manifestDockerfileSchema = z.object({
  reference: z.string().regex(builtReference),
  /** The image reference of its base. */
  base: imageReference,
  dockerfile: z.string().min(1).max(mostDockerfileCharacters),
  /** The stored files that it copies; absent for none. */
  context: z
    .object({
      ownerId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .optional(),
});

/** How to get an image that the host lacks. */
export const manifestBuildSchema = z.union([manifestPullSchema, manifestDockerfileSchema]);

/** A container that another one waits for before it starts. */
const manifestDependencySchema = z.object({
  containerId: z.string(),
  /** Null if the lab no longer has it. */
  name: z.string().nullable(),
  until: z.enum(['RUNNING', 'READY']),
});

const manifestContainerSchema = labContainerSchema
  .omit({ position: true, gateway: true, config: true, createdAt: true })
  .extend({
    /** What Docker is asked for. `image` is the catalogue name, for reports. */
    imageReference: z.string(),
    /** Written into it before its program runs, all or those that changed; absent in commands from before there were files. */
    files: z.array(containerFileSchema).default([]),
    /** Set before its program runs; absent in commands from before there were any. */
    sysctls: z.array(containerSysctlSchema).max(64).default([]),
    /** In the environment of its programs; absent, as the next two, in commands from before there was one. */
    env: containerEnvSchema.default([]),
    /** Null for that of its image; absent in commands from before it could be replaced. */
    entrypoint: containerCommandSchema.nullable().default(null),
    /** Null for the command of its image. */
    command: containerCommandSchema.nullable().default(null),
    /** Null for that of its image; absent, as the next one, in commands from before there was a choice. */
    user: containerUserSchema.nullable().default(null),
    workingDir: workingDirSchema.nullable().default(null),
    /** Command lines to run in it at every start, before it is READY. */
    exec: containerExecSchema.default([]),
    /** It starts once these have reached their phases; absent in commands from before containers waited for others. */
    waitFor: z.array(manifestDependencySchema).max(16).default([]),
    /**
     * IPv4 address of its router to other networks. Null: the gateway of a network with egress, or no default route. In
     * commands from before this field, `files` alone carries it.
     */
    defaultGateway: z.ipv4().nullable().default(null),
    /** Static routes; absent, as the next ones, in commands from before there were any. */
    routes: staticRoutesSchema.default([]),
    /** Command lines to run in it before it is stopped, restarted or removed. */
    onStop: containerExecSchema.default([]),
    /** Null for the host's limit, as the next one. */
    cpus: containerCpusSchema.nullable().default(null),
    memoryMb: containerMemorySchema.nullable().default(null),
  });

/**
 * A desired lab as one host receives it: all networks, and the containers placed on that host. With `removed`, the host
 * removes everything of the lab.
 */
export const hostManifestSchema = z.object({
  format: z.literal(1),
  labId: z.string().regex(/^lab_[a-z0-9]{12}$/),
  revision: z.int().nonnegative(),
  removed: z.boolean(),
  networks: z.array(manifestNetworkSchema),
  containers: z.array(manifestContainerSchema),
  /** The lab's containers on other hosts; empty unless the lab is multi-host. */
  neighbours: z.array(manifestNeighbourSchema).default([]),
  /** Those images of its containers that users made; absent in commands from before there were any. */
  builds: z.array(manifestBuildSchema).max(100).optional(),
});

export type HostManifest = DeepReadonly<z.infer<typeof hostManifestSchema>>;
export type ManifestBuild = DeepReadonly<z.infer<typeof manifestBuildSchema>>;
export type ManifestDockerfile = DeepReadonly<z.infer<typeof manifestDockerfileSchema>>;
export type ManifestPull = DeepReadonly<z.infer<typeof manifestPullSchema>>;
export type ManifestOverlay = DeepReadonly<z.infer<typeof manifestOverlaySchema>>;
export type ManifestNetwork = DeepReadonly<z.infer<typeof manifestNetworkSchema>>;
export type ManifestContainer = DeepReadonly<z.infer<typeof manifestContainerSchema>>;
