import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';

/** A file that is written into a container before its first start. The path never leads out of the container. */
export const containerFileSchema = z.object({
  /** Absolute, without `.` and `..`. */
  path: z
    .string()
    .regex(/^(?:\/(?!\.{1,2}(?:\/|$))[^/\0]+)+$/)
    .max(200),
  content: z.string().max(16_384),
  /** Permissions, e.g. 0o644. The owner is root. */
  mode: z.int().min(0).max(0o777),
});

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

/** The words that replace the command of a container's image. Its entrypoint stays. */
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

/** Command lines that run in a container at every start, see `splitWords`. */
export const containerExecSchema = z.array(commandTextSchema.min(1)).max(64);

const settings = {
  /** Set before the image's program runs. */
  sysctls: z.array(containerSysctlSchema).max(64),
  env: containerEnvSchema,
  /** Null for the image's command. */
  command: containerCommandSchema.nullable(),
  /** Whom the program and terminals run as; null for the image's user. */
  user: containerUserSchema.nullable(),
  /** Where the program and terminals begin; null for the image's folder. */
  workingDir: workingDirSchema.nullable(),
  /** First to last, after the image's program was started. */
  exec: containerExecSchema,
};

/** Some of what a container takes when it starts. */
export const someSettingsSchema = z.object({
  sysctls: settings.sysctls.exactOptional(),
  env: settings.env.exactOptional(),
  command: settings.command.exactOptional(),
  user: settings.user.exactOptional(),
  workingDir: settings.workingDir.exactOptional(),
  exec: settings.exec.exactOptional(),
});

/** How a container differs from its image. Kept when it is recreated. */
export const containerConfigSchema = z.object({
  files: z.array(containerFileSchema),
  /** IPv4 address of the router to other networks; null leaves the route to its networks and its own programs. */
  defaultGateway: z.string().nullable(),
  /** Absent, as the next ones, in rows from before there were any. */
  sysctls: settings.sysctls.default([]),
  env: settings.env.default([]),
  command: settings.command.default(null),
  user: settings.user.default(null),
  workingDir: settings.workingDir.default(null),
  exec: settings.exec.default([]),
});

export type ContainerFile = DeepReadonly<z.infer<typeof containerFileSchema>>;
export type ContainerSysctl = DeepReadonly<z.infer<typeof containerSysctlSchema>>;
export type ContainerVariable = DeepReadonly<z.infer<typeof containerVariableSchema>>;
export type ContainerConfig = DeepReadonly<z.infer<typeof containerConfigSchema>>;

/** Where the catalogue's images read the default gateway's address at every start. */
export const gatewayFile = '/etc/pineapple/default-gateway';

/** The files that the host writes into the container. */
export function filesToWrite(config: ContainerConfig | null): readonly ContainerFile[] {
  if (config === null) return [];
  if (config.defaultGateway === null) return config.files;
  return [...config.files, { path: gatewayFile, content: `${config.defaultGateway}\n`, mode: 0o644 }];
}
