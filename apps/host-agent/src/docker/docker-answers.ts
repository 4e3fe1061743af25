import { z } from 'zod';

// The parts of the Engine API's responses that the agent reads.
export const containerSummary = z.object({
  Id: z.string(),
  State: z.string(),
  Labels: z.record(z.string(), z.string()).nullable(),
});

export const networkSummary = z.object({ Id: z.string(), Name: z.string(), Driver: z.string() });

export const containerDetails = z.object({
  Id: z.string(),
  State: z.object({
    Status: z.string(),
    Running: z.boolean(),
    OOMKilled: z.boolean(),
    Pid: z.int(),
    ExitCode: z.int(),
    Error: z.string(),
    StartedAt: z.string(),
    Health: z
      .object({
        Status: z.string(),
        Log: z.array(z.object({ ExitCode: z.int(), Output: z.string() })).nullable(),
      })
      .nullish(),
  }),
  Config: z.object({
    Labels: z.record(z.string(), z.string()).nullable(),
    Env: z.array(z.string()).nullish(),
    Healthcheck: z.object({ Test: z.array(z.string()).nullish() }).nullish(),
  }),
  /** Path of the container's /etc/hostname on the engine's machine; empty before the first start. */
  HostnamePath: z.string().default(''),
  /** Memory in bytes. */
  HostConfig: z.object({ NanoCpus: z.number().default(0), Memory: z.number().default(0) }).nullish(),
  Mounts: z.array(z.object({ Type: z.string() })).nullish(),
});

export const imageDetails = z.object({
  Id: z.string(),
  /** In bytes, with the layers that it shares. */
  Size: z.number().default(0),
  Config: z
    .object({
      Labels: z.record(z.string(), z.string()).nullish(),
      Entrypoint: z.array(z.string()).nullish(),
      Cmd: z.array(z.string()).nullish(),
      Env: z.array(z.string()).nullish(),
      User: z.string().nullish(),
      WorkingDir: z.string().nullish(),
      Healthcheck: z.object({ Test: z.array(z.string()).nullish() }).nullish(),
    })
    .nullish(),
});

export const engineInfo = z.object({
  ServerVersion: z.string(),
  OperatingSystem: z.string(),
  Driver: z.string(),
  DriverStatus: z.array(z.array(z.string())).nullish(),
  DockerRootDir: z.string(),
  NCPU: z.int().positive(),
  MemTotal: z.int().positive(),
  SecurityOptions: z.array(z.string()).nullish(),
  MemoryLimit: z.boolean().default(false),
  SwapLimit: z.boolean().default(false),
  PidsLimit: z.boolean().default(false),
  LiveRestoreEnabled: z.boolean().default(false),
});

export const created = z.object({ Id: z.string() });
export const execDetails = z.object({
  ExitCode: z.int().nullable(),
  Running: z.boolean(),
  Pid: z.int().default(0),
});

export const dockerEvent = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).nullish() }),
  timeNano: z.number(),
});

export type ContainerSummary = z.infer<typeof containerSummary>;
export type NetworkSummary = z.infer<typeof networkSummary>;
export type ContainerDetails = z.infer<typeof containerDetails>;
export type ImageDetails = z.infer<typeof imageDetails>;
export type EngineInfo = z.infer<typeof engineInfo>;
export type DockerEvent = z.infer<typeof dockerEvent>;
