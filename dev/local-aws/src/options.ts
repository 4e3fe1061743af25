import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { managedInstance } from './ssm/instances.ts';

/** How a local AWS is set up. Times are in milliseconds. */
export const localAwsOptions = z.strictObject({
  /** Where everything that AWS would remember is kept. One process at a time. */
  dataDir: z.string().min(1),
  /** Port of the AWS endpoint; 0 takes any free one. */
  port: z.int().min(0).max(65_535).default(0),
  /** Port of the Valkey endpoint; 0 takes any free one. */
  busPort: z.int().min(0).max(65_535).default(0),
  instances: z.array(managedInstance).default([]),
  /** Opens `POST /_local/faults`. For tests only. */
  faults: z.boolean().default(false),
  lambda: z
    .strictObject({
      /** Threads for one function; more invocations than that wait for one. */
      maxWorkers: z.int().min(1).default(Math.max(4, availableParallelism())),
      /** How long a worker is kept with nothing to do. */
      idleMs: z.int().min(1).default(60_000),
      /** Waits before the first and the second retry of an event invocation. */
      retryDelaysMs: z.array(z.int().min(0)).min(1).default([60_000, 120_000]),
      /** Loads every function at the start and when it is made or changed, so that its first invocation finds it warm. */
      warm: z.boolean().default(false),
    })
    .prefault({}),
  ssm: z
    .strictObject({
      /** Commands that one host runs at once, and how many more its agent takes in. */
      workers: z.int().min(1).default(5),
      buffer: z.int().min(0).default(5),
      /** How long a second is in which a command has to be delivered; shorter in tests. */
      deliverySecondMs: z.int().min(1).default(1_000),
      sessions: z
        .strictObject({
          /** Whether the agent begins with a handshake. AWS's does where a session is encrypted, else not. */
          handshake: z.boolean().default(false),
          /** How long nothing may be typed or printed. */
          idleMs: z.int().min(1).default(1_200_000),
          /** How long a session waits for its first connection, or for the next one. */
          resumeMs: z.int().min(1).default(60_000),
          maxPerInstance: z.int().min(1).default(1000),
        })
        .prefault({}),
    })
    .prefault({}),
  dynamodb: z.strictObject({ expirySweepMs: z.int().min(10).default(60_000) }).prefault({}),
  /** How long a minute of a schedule is; shorter in tests. */
  scheduleMinuteMs: z.int().min(1).default(60_000),
  /** Bytes that may wait for one reader of the bus before it is disconnected. */
  busOutputLimit: z
    .int()
    .min(1024)
    .default(32 * 1024 * 1024),
});

export type LocalAwsOptions = z.input<typeof localAwsOptions>;
