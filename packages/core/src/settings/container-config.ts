import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.ts';
import { gatewayFile } from '../gateway-file.ts';
import { mostStoredBytes, sha256Pattern } from '../stored-limits.ts';

/** Content that is kept beside the lab, because it is binary or large. */
export const storedContentSchema = z.object({
  sha256: z.string().regex(sha256Pattern),
  bytes: z.int().min(0).max(mostStoredBytes),
});

/** A file that is written into a container before a start. The path never leads out of the container. */
export const containerFileSchema = z.object({
  /** Absolute, without `.` and `..`. */
  path: z
    .string()
    .regex(/^(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)+$/)
    .max(200),
  /** Its text; empty if its content is stored. */
  content: z.string().max(16_384),
  /** Absent if `content` is all of it. */
  stored: storedContentSchema.exactOptional(),
  /** Permissions, e.g. 0o644. The owner is root. */
  mode: z.int().min(0).max(0o777),
});

/** A container's files, each path once. */
const containerFilesSchema = z.array(containerFileSchema);

/** A kernel parameter of a container's own network namespace. */
export const containerSysctlSchema = z.object({
  /** Below `net`, with dots between its parts; a slash stands for a dot in the name of an interface, as sysctl(8) has it. */
  name: z
    .string()
    .regex(/^net(?:\.[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*)+$/)
    .max(128),
  /** One line of printable ASCII. */
  value: z.string().regex(/^[\x20-\x7e]{1,128}$/),
});

const noControlCharacter = /^[^\p{Cc}]*$/u;

/** Text that can be a word of a command: no control characters but tabs and line ends. */
const commandTextSchema = z
  .string()
  .max(1024)
  .refine((text) => noControlCharacter.test(text.replaceAll(/[\t\n]/g, '')) && text.isWellFormed());

/** A variable in the environment of a container's programs. */
export const containerVariableSchema = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
    .max(128),
  /** No control characters but tabs. */
  value: z
    .string()
    .max(1024)
    .refine((text) => noControlCharacter.test(text.replaceAll('\t', '')) && text.isWellFormed()),
});

/** The environment of all of a container's programs, beside that of its image. */
export const containerEnvSchema = z.array(containerVariableSchema).max(64);

/** The words that replace the command or the entrypoint of a container's image. */
export const containerCommandSchema = z.array(commandTextSchema).min(1).max(32);

/** A name or number of the image, and after a colon a group: `nobody`, `1000:1000`. */
export const containerUserSchema = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?$/);

/** An absolute path without `.` and `..`. Docker makes a folder that is not there. */
export const workingDirSchema = z
  .string()
  .regex(/^\/$|^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._+@%=:,-]+)+$/)
  .max(200);

/** Command lines that run in a container, see `splitWords`. */
export const containerExecSchema = z.array(commandTextSchema.min(1)).max(64);

/** A route of a container to a network that it is not on. */
export const staticRouteSchema = z.object({
  /** Canonical CIDR of either family, e.g. 10.0.9.0/24 or ::/0. */
  destination: z.union([z.cidrv4(), z.cidrv6()]),
  /** Address of a router on one of its networks, of the same family. */
  gateway: z.union([z.ipv4(), z.ipv6()]),
});

/** A container's static routes. */
export const staticRoutesSchema = z.array(staticRouteSchema).max(64);

/** A TCP port of a container that is offered as a link, and to `pineapple forward`. */
export const containerPortSchema = z.object({
  port: z.int().min(1).max(65_535),
  /** What is behind it, in one line; null for the number alone. */
  name: z
    .string()
    .min(1)
    .max(60)
    .refine((text) => noControlCharacter.test(text) && text.trim() !== '' && text.isWellFormed())
    .nullable(),
});

/** The ports of a container that are offered. Others can be reached too. */
export const containerPortsSchema = z.array(containerPortSchema).max(16);

/** How many processors a container may use: hundredths of one, from 0.01 on. */
export const containerCpusSchema = z
  .number()
  .min(0.01)
  .max(256)
  .refine((cpus) => Math.round(cpus * 100) / 100 === cpus);

/** How much memory a container may use, in MB of 1,048,576 bytes. Docker's least is 6. */
export const containerMemorySchema = z.int().min(6).max(1_048_576);

/** Another container of the lab that a container waits for at every start. */
export const containerDependencySchema = z.object({
  containerId: z.string().max(64),
  /** The phase that the other one has to reach. One that is READY has been RUNNING. */
  until: z.enum(['RUNNING', 'READY']),
});

export const containerDependenciesSchema = z.array(containerDependencySchema).max(16);

const settings = {
  /** Written before its program runs: all at its first start, and later those that were changed since. */
  files: containerFilesSchema,
  /** Set before the image's program runs. */
  sysctls: z.array(containerSysctlSchema).max(64),
  env: containerEnvSchema,
  /** Null for the image's entrypoint. With another one the image's command counts no more, as in Docker. */
  entrypoint: containerCommandSchema.nullable(),
  /** Null for the image's command. */
  command: containerCommandSchema.nullable(),
  /** Whom the program and terminals run as; null for the image's user. */
  user: containerUserSchema.nullable(),
  /** Where the program and terminals begin; null for the image's folder. */
  workingDir: workingDirSchema.nullable(),
  /** First to last, after the image's program was started. */
  exec: containerExecSchema,
  /** It does not start before they have reached their phases. */
  waitFor: containerDependenciesSchema,
};

const liveSettings = {
  /** Routes besides the default route. The host sets each while the container reaches its gateway. */
  routes: staticRoutesSchema,
  /** Command lines that run in it before the host stops, restarts or removes it, see `splitWords`. */
  onStop: containerExecSchema,
  /** Null for the site's limit, as the next one. */
  cpus: containerCpusSchema.nullable(),
  memoryMb: containerMemorySchema.nullable(),
  ports: containerPortsSchema,
};

/** Some of what a container takes when it starts, or at once. */
export const someSettingsSchema = z.object({
  files: settings.files.exactOptional(),
  sysctls: settings.sysctls.exactOptional(),
  env: settings.env.exactOptional(),
  entrypoint: settings.entrypoint.exactOptional(),
  command: settings.command.exactOptional(),
  user: settings.user.exactOptional(),
  workingDir: settings.workingDir.exactOptional(),
  exec: settings.exec.exactOptional(),
  waitFor: settings.waitFor.exactOptional(),
  /** These change at once. */
  routes: liveSettings.routes.exactOptional(),
  onStop: liveSettings.onStop.exactOptional(),
  cpus: liveSettings.cpus.exactOptional(),
  memoryMb: liveSettings.memoryMb.exactOptional(),
  ports: liveSettings.ports.exactOptional(),
});

/** How a container differs from its image. Kept when it is recreated. */
export const containerConfigSchema = z.object({
  files: settings.files,
  /** IPv4 address of the router to other networks; null leaves the route to its networks and its own programs. */
  defaultGateway: z.string().nullable(),
  /** Absent, as the next ones, in rows from before there were any. */
  sysctls: settings.sysctls.default([]),
  env: settings.env.default([]),
  entrypoint: settings.entrypoint.default(null),
  command: settings.command.default(null),
  user: settings.user.default(null),
  workingDir: settings.workingDir.default(null),
  exec: settings.exec.default([]),
  waitFor: settings.waitFor.default([]),
  routes: liveSettings.routes.default([]),
  onStop: liveSettings.onStop.default([]),
  cpus: liveSettings.cpus.default(null),
  memoryMb: liveSettings.memoryMb.default(null),
  ports: liveSettings.ports.default([]),
});

export type StoredContent = DeepReadonly<z.infer<typeof storedContentSchema>>;
export type ContainerFile = DeepReadonly<z.infer<typeof containerFileSchema>>;
export type ContainerSysctl = DeepReadonly<z.infer<typeof containerSysctlSchema>>;
export type ContainerVariable = DeepReadonly<z.infer<typeof containerVariableSchema>>;
export type StaticRoute = DeepReadonly<z.infer<typeof staticRouteSchema>>;
export type ContainerPort = DeepReadonly<z.infer<typeof containerPortSchema>>;
export type ContainerDependency = DeepReadonly<z.infer<typeof containerDependencySchema>>;
export type ContainerConfig = DeepReadonly<z.infer<typeof containerConfigSchema>>;

/** The files that the host writes into the container. */
export function filesToWrite(config: ContainerConfig | null): readonly ContainerFile[] {
  if (config === null) return [];
  if (config.defaultGateway === null) return config.files;
  return [...config.files, { path: gatewayFile, content: `${config.defaultGateway}\n`, mode: 0o644 }];
}
