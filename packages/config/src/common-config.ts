import { z } from 'zod';
import { type ExtraImage, imageList } from './image-list.ts';
import { matching, oneOf, urlWith, variable, wholeNumber } from './variable.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The common configuration of the API and the functions. */
export interface CommonConfig {
  /** The prefix of the DynamoDB tables' names, for example `pineapple-`. */
  readonly tablePrefix: string;
  /** The event bus: `redis://` or `rediss://`. May contain a password, so never log it. */
  readonly busUrl: string;
  /** Name of the ElastiCache cache at `busUrl` if IAM authenticates its users; otherwise null. */
  readonly busIamCache: string | null;
  /** Name of the EventBridge bus. */
  readonly eventBusName: string;
  /** The S3 bucket with the contents of labs' files that are binary or large. */
  readonly filesBucket: string;
  /** The prefix of the Lambda functions' names, for example `pineapple-`. */
  readonly functionPrefix: string;
  /** Images in addition to the built-in ones. */
  readonly extraImages: readonly ExtraImage[];
  readonly logLevel: LogLevel;
}

const prefix = matching(/^[A-Za-z0-9_-]{1,40}$/, '1 to 40 letters, digits, dashes or underscores');

/** The variables that the host agent has in common with the others. */
export const reportingVariables = z.object({
  PINEAPPLE_EVENT_BUS: matching(
    /^[A-Za-z0-9._-]{1,256}$/,
    'the name of an EventBridge bus: letters, digits, dots, dashes or underscores',
  ).default('pineapple'),
  PINEAPPLE_FILES_BUCKET: matching(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots or dashes',
  ).default('pineapple-files'),
  PINEAPPLE_LOG_LEVEL: oneOf(logLevels).default('info'),
});

/** What the hosts give a container, and what the API counts for it. */
export const containerMemoryMb = wholeNumber(6, 1_048_576).default(512);

/** A switch, as `PINEAPPLE_BUILD_EGRESS`. */
export const onOrOff = variable('1 or 0', (text) => (text === '1' ? true : text === '0' ? false : undefined));

export const cpus = variable('a number of CPUs from 0.01 to 256, such as 0.5', (text) => {
  const value = /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  return value >= 0.01 && value <= 256 ? value : undefined;
});

export const commonVariables = z.object({
  ...reportingVariables.shape,
  PINEAPPLE_TABLE_PREFIX: prefix.default('pineapple-'),
  PINEAPPLE_FUNCTION_PREFIX: prefix.default('pineapple-'),
  PINEAPPLE_BUS_URL: urlWith(
    ['redis:', 'rediss:'],
    'a URL such as redis://host:6379 or rediss://:password@host:6379',
  )
    .transform((url) => url.href)
    .default('redis://127.0.0.1:4567'),
  PINEAPPLE_BUS_IAM_CACHE: matching(
    /^[a-z][a-z0-9-]{0,49}$/,
    'the name of an ElastiCache cache, such as pineapple-bus',
  ).optional(),
  PINEAPPLE_IMAGES: imageList.default([]),
});

export function toCommonConfig(read: z.output<typeof commonVariables>): CommonConfig {
  return {
    tablePrefix: read.PINEAPPLE_TABLE_PREFIX,
    busUrl: read.PINEAPPLE_BUS_URL,
    busIamCache: read.PINEAPPLE_BUS_IAM_CACHE ?? null,
    eventBusName: read.PINEAPPLE_EVENT_BUS,
    filesBucket: read.PINEAPPLE_FILES_BUCKET,
    functionPrefix: read.PINEAPPLE_FUNCTION_PREFIX,
    extraImages: read.PINEAPPLE_IMAGES,
    logLevel: read.PINEAPPLE_LOG_LEVEL,
  };
}
