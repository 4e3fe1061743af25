import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { managedInstance } from './ssm/instances.ts';

/** Options of a local AWS. Times are in milliseconds. */
export const localAwsOptions = z.strictObject({
  /** Directory of everything that AWS would store. Used by one process at a time. */
  dataDir: z.string().min(1),
  /** Port of the AWS endpoint; 0: any free port. */
  port: z.int().min(0).max(65_535).default(0),
  /** Port of the Valkey endpoint; 0: any free port. */
  busPort: z.int().min(0).max(65_535).default(0),
  instances: z.array(managedInstance).default([]),
  /** The secrets of the access keys whose signatures are accepted. */
  credentials: z.record(z.string().min(1), z.string().min(1)).default({ test: 'test', local: 'local-only' }),
  /** Enables `POST /_local/faults`. For tests only. */
  faults: z.boolean().default(false),
  lambda: z
    .strictObject({
      /** Maximum threads per function. Further invocations wait. */
      maxWorkers: z.int().min(1).default(Math.max(4, availableParallelism())),
      /** How long an idle worker is kept. */
      idleMs: z.int().min(1).default(60_000),
      /** Pauses before the first and the second retry of an event invocation. */
      retryDelaysMs: z.array(z.int().min(0)).min(1).default([60_000, 120_000]),
      /** Loads every function at start and when it changes, so that its first invocation is warm. */
      warm: z.boolean().default(false),
    })
    .prefault({}),
  ssm: z
    .strictObject({
      /** Commands that one host runs at once, and how many more its agent buffers. */
      workers: z.int().min(1).default(5),
      buffer: z.int().min(0).default(5),
      /** Starts the process that runs scripts at once, and not with the first script. */
      warm: z.boolean().default(false),
      /** Length of a second of the delivery timeout; shorter in tests. */
      deliverySecondMs: z.int().min(1).default(1_000),
      /**
       * How long after a change of a command's status its event comes, ms. AWS's events come after the agent's next report,
       * never while the command's own effects are under way.
       */
      eventDelayMs: z.int().min(0).default(0),
      sessions: z
        .strictObject({
          /** Whether the agent starts with a handshake. AWS's agent does so only for encrypted sessions. */
          handshake: z.boolean().default(false),
          /** Idle timeout: time without input or output. */
          idleMs: z.int().min(1).default(1_200_000),
          /** How long a session waits for its first or its next connection. */
          resumeMs: z.int().min(1).default(60_000),
          maxPerInstance: z.int().min(1).default(1000),
        })
        .prefault({}),
    })
    .prefault({}),
  dynamodb: z.strictObject({ expirySweepMs: z.int().min(10).default(60_000) }).prefault({}),
  /** Length of a minute of a schedule; shorter in tests. */
  scheduleMinuteMs: z.int().min(1).default(60_000),
  /** Backlog in bytes after which a slow subscriber is disconnected. */
  busOutputLimit: z
    .int()
    .min(1024)
    .default(32 * 1024 * 1024),
});

export type LocalAwsOptions = z.input<typeof localAwsOptions>;
