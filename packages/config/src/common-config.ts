import { z } from 'zod';
import { type ExtraImage, imageList } from './image-list.ts';
import { matching, oneOf, urlWith } from './variable.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What every part that runs next to AWS needs to know. */
export interface CommonConfig {
  /** Put before every DynamoDB table's name, as `pineapple-`. */
  readonly tablePrefix: string;
  /** Where the event bus is: `redis://` or `rediss://`. May hold a password: never log it. */
  readonly busUrl: string;
  /** Name of the ElastiCache cache that `busUrl` leads to, where IAM decides who may connect; else null. */
  readonly busIamCache: string | null;
  /** Name of the EventBridge bus. */
  readonly eventBusName: string;
  /** Put before every Lambda function's name, as `pineapple-`. */
  readonly functionPrefix: string;
  /** Images beside the built-in ones. */
  readonly extraImages: readonly ExtraImage[];
  readonly logLevel: LogLevel;
}

const prefix = matching(/^[A-Za-z0-9_-]{1,40}$/, '1 to 40 letters, digits, dashes or underscores');

/** Variables that the host agent shares with the others. */
export const reportingVariables = z.object({
  PINEAPPLE_EVENT_BUS: matching(
    /^[A-Za-z0-9._-]{1,256}$/,
    'the name of an EventBridge bus: letters, digits, dots, dashes or underscores',
  ).default('pineapple'),
  PINEAPPLE_LOG_LEVEL: oneOf(logLevels).default('info'),
});

export const commonVariables = z.object({
  ...reportingVariables.shape,
  PINEAPPLE_TABLE_PREFIX: prefix.default('pineapple-'),
  PINEAPPLE_FUNCTION_PREFIX: prefix.default('pineapple-'),
  PINEAPPLE_BUS_URL: urlWith(
    ['redis:', 'rediss:'],
    'a URL as redis://host:6379 or rediss://:password@host:6379',
  )
    .transform((url) => url.href)
    .default('redis://127.0.0.1:4567'),
  PINEAPPLE_BUS_IAM_CACHE: matching(
    /^[a-z][a-z0-9-]{0,49}$/,
    'the name of a cache of ElastiCache, as pineapple-bus',
  ).optional(),
  PINEAPPLE_IMAGES: imageList.default([]),
});

export function toCommonConfig(read: z.output<typeof commonVariables>): CommonConfig {
  return {
    tablePrefix: read.PINEAPPLE_TABLE_PREFIX,
    busUrl: read.PINEAPPLE_BUS_URL,
    busIamCache: read.PINEAPPLE_BUS_IAM_CACHE ?? null,
    eventBusName: read.PINEAPPLE_EVENT_BUS,
    functionPrefix: read.PINEAPPLE_FUNCTION_PREFIX,
    extraImages: read.PINEAPPLE_IMAGES,
    logLevel: read.PINEAPPLE_LOG_LEVEL,
  };
}
