import { resolve } from 'node:path';
import { z } from 'zod';
import {
  type CommonConfig,
  commonVariables,
  containerMemoryMb,
  cpus,
  onOrOff,
  toCommonConfig,
} from './common-config.ts';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { matching, urlWith, variable, wholeNumber } from './variable.ts';

/**
 * How long the API keeps a quiet connection open, in milliseconds. Longer than a load balancer in front of it does (300 s in
 * Terraform): one that reuses a connection just as the API closes it answers its client with 502.
 */
export const apiKeepAliveMs = 310_000;

/** The configuration of the API. */
export interface ApiConfig extends CommonConfig {
  /** 0 chooses a free port. */
  readonly port: number;
  /** The address to listen on. */
  readonly bind: string;
  /** The origin for browsers, without a trailing slash. */
  readonly publicUrl: string;
  /** Absolute path of the built web app; null serves the API only. */
  readonly webDir: string | null;
  /** Whether to trust X-Forwarded-* headers, or how many proxies to trust. */
  readonly trustProxy: boolean | number;
  /** The operators: ids of accounts, and user names, which are bound to the accounts that have them at the first start. */
  readonly operators: readonly string[];
  /** Where users may have images pulled from: registries, or parts of one, such as `docker.io/library`. */
  readonly registries: readonly string[];
  /** Whether the hosts let builds of Dockerfiles reach the internet. The API only says so. */
  readonly buildEgress: boolean;
  /** Below which addresses the site reads git repositories of labs; empty for none. */
  readonly gitSources: readonly string[];
  /** How attempts to sign in and to sign up are limited. */
  readonly signIn: {
    /** Within ten minutes. */
    readonly signUpsPerAddress: number;
    /** Wrong passwords within ten minutes, from browsers that are not known. */
    readonly failuresPerAddress: number;
    /** Wrong passwords within an hour, from browsers that are not known. */
    readonly failuresPerAccount: number;
    /** Wrong passwords for an account from one address before each one doubles the wait. */
    readonly freeFailures: number;
    readonly longestDelaySeconds: number;
  };
  /** How long the instance keeps serving before it stops, until load balancers notice. */
  readonly drainSeconds: number;
  readonly limits: {
    readonly labsPerUser: number;
    readonly networksPerLab: number;
    readonly containersPerLab: number;
    readonly containersPerUser: number;
    readonly networksPerUser: number;
    /** The sum of the memory limits of a user's running containers. */
    readonly memoryMbPerUser: number;
    /** The memory limit of a container that asks for none, as the hosts set it. */
    readonly containerMemoryMb: number;
    /** What a container may ask for at most. */
    readonly memoryMbPerContainer: number;
    readonly cpusPerContainer: number;
    /** Per instance. */
    readonly subscriptionsPerUser: number;
    /** Per instance. */
    readonly socketsPerUser: number;
    /** Per instance. */
    readonly terminalsPerUser: number;
  };
}

const trustProxy = variable<boolean | number>('true, false, or the number of proxies in front', (text) => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^[1-9]$/.test(text) ? Number(text) : undefined;
});

const bareOrigin = urlWith(
  ['http:', 'https:'],
  'an origin such as https://labs.example.org, without path or password',
)
  .refine(
    (url) => url.href === `${url.origin}/`,
    'an origin such as https://labs.example.org, without path or password',
  )
  .transform((url) => url.origin);

/** A host with an optional port, and an optional path. */
const registryPattern = /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/;
const gitSources = variable(
  'comma-separated addresses with http:// or https://, such as https://github.com/example/',
  (text) => {
    const sources = text.split(',').flatMap((part) => URL.parse(part.trim()) ?? []);
    const isSource = ({ protocol, username, password, search, hash }: URL): boolean =>
      ['http:', 'https:'].includes(protocol) && username + password + search + hash === '';
    return sources.length === text.split(',').length && sources.every(isSource)
      ? sources.map(({ href }) => href)
      : undefined;
  },
);

const variables = z.object({
  ...commonVariables.shape,
  PORT: wholeNumber(0, 65_535).default(4000),
  PINEAPPLE_BIND: matching(/^[A-Za-z0-9.:-]+$/, 'an address to listen on, such as 127.0.0.1 or ::').default(
    '127.0.0.1',
  ),
  PINEAPPLE_PUBLIC_URL: bareOrigin.optional(),
  PINEAPPLE_WEB_DIR: variable('a directory', (text) => resolve(text)).optional(),
  PINEAPPLE_TRUST_PROXY: trustProxy.default(false),
  PINEAPPLE_OPERATORS: variable(
    'comma-separated account ids or user names, such as usr_k3v8mq2xw7pa,bob',
    (text) => {
      const names = text.split(',').map((name) => name.trim());
      return names.every((name) => /^[A-Za-z0-9._-]{3,32}$/.test(name)) ? names : undefined;
    },
  ).default([]),
  PINEAPPLE_REGISTRIES: variable(
    'comma-separated registries or parts of them, such as ghcr.io,docker.io/library',
    (text) => {
      const registries = text.split(',').map((each) => each.trim());
      return registries.every((each) => registryPattern.test(each)) ? registries : undefined;
    },
  ).default([]),
  PINEAPPLE_BUILD_EGRESS: onOrOff.default(false),
  PINEAPPLE_GIT_SOURCES: gitSources.default([]),
  PINEAPPLE_SIGN_UPS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(600),
  PINEAPPLE_SIGN_IN_FAILURES_PER_ADDRESS: wholeNumber(1, 1_000_000).default(600),
  PINEAPPLE_SIGN_IN_FAILURES_PER_ACCOUNT: wholeNumber(1, 1_000_000).default(200),
  PINEAPPLE_SIGN_IN_FREE_FAILURES: wholeNumber(1, 1_000).default(5),
  PINEAPPLE_SIGN_IN_LONGEST_DELAY_SECONDS: wholeNumber(1, 86_400).default(900),
  PINEAPPLE_DRAIN_SECONDS: wholeNumber(0, 60).default(0),
  PINEAPPLE_LABS_PER_USER: wholeNumber(1, 10_000).default(50),
  // These two keep a lab within a DynamoDB item's limit of 400 kB.
  PINEAPPLE_NETWORKS_PER_LAB: wholeNumber(1, 500).default(100),
  PINEAPPLE_CONTAINERS_PER_LAB: wholeNumber(1, 500).default(100),
  PINEAPPLE_CONTAINERS_PER_USER: wholeNumber(1, 100_000).default(200),
  PINEAPPLE_NETWORKS_PER_USER: wholeNumber(1, 100_000).default(200),
  PINEAPPLE_MEMORY_MB_PER_USER: wholeNumber(6, 1_000_000_000).default(102_400),
  PINEAPPLE_CONTAINER_MEMORY_MB: containerMemoryMb,
  PINEAPPLE_MEMORY_MB_PER_CONTAINER: wholeNumber(6, 1_048_576).default(2_048),
  PINEAPPLE_CPUS_PER_CONTAINER: cpus.default(4),
  PINEAPPLE_SUBSCRIPTIONS_PER_USER: wholeNumber(1, 1_000_000).default(1_000),
  PINEAPPLE_SOCKETS_PER_USER: wholeNumber(1, 100_000).default(6_000),
  PINEAPPLE_TERMINALS_PER_USER: wholeNumber(1, 10_000).default(200),
});

/** Reads the environment of the API. @throws ConfigError with every invalid variable. */
export function loadApiConfig(env: Environment = process.env): ApiConfig {
  const read = readEnvironment('API', variables, env);
  return freeze({
    ...toCommonConfig(read),
    port: read.PORT,
    bind: read.PINEAPPLE_BIND,
    publicUrl: read.PINEAPPLE_PUBLIC_URL ?? `http://localhost:${read.PORT}`,
    webDir: read.PINEAPPLE_WEB_DIR ?? null,
    trustProxy: read.PINEAPPLE_TRUST_PROXY,
    operators: read.PINEAPPLE_OPERATORS,
    registries: read.PINEAPPLE_REGISTRIES,
    buildEgress: read.PINEAPPLE_BUILD_EGRESS,
    gitSources: read.PINEAPPLE_GIT_SOURCES,
    signIn: {
      signUpsPerAddress: read.PINEAPPLE_SIGN_UPS_PER_ADDRESS,
      failuresPerAddress: read.PINEAPPLE_SIGN_IN_FAILURES_PER_ADDRESS,
      failuresPerAccount: read.PINEAPPLE_SIGN_IN_FAILURES_PER_ACCOUNT,
      freeFailures: read.PINEAPPLE_SIGN_IN_FREE_FAILURES,
      longestDelaySeconds: read.PINEAPPLE_SIGN_IN_LONGEST_DELAY_SECONDS,
    },
    drainSeconds: read.PINEAPPLE_DRAIN_SECONDS,
    limits: {
      labsPerUser: read.PINEAPPLE_LABS_PER_USER,
      networksPerLab: read.PINEAPPLE_NETWORKS_PER_LAB,
      containersPerLab: read.PINEAPPLE_CONTAINERS_PER_LAB,
      containersPerUser: read.PINEAPPLE_CONTAINERS_PER_USER,
      networksPerUser: read.PINEAPPLE_NETWORKS_PER_USER,
      memoryMbPerUser: read.PINEAPPLE_MEMORY_MB_PER_USER,
      containerMemoryMb: read.PINEAPPLE_CONTAINER_MEMORY_MB,
      memoryMbPerContainer: read.PINEAPPLE_MEMORY_MB_PER_CONTAINER,
      cpusPerContainer: read.PINEAPPLE_CPUS_PER_CONTAINER,
      subscriptionsPerUser: read.PINEAPPLE_SUBSCRIPTIONS_PER_USER,
      socketsPerUser: read.PINEAPPLE_SOCKETS_PER_USER,
      terminalsPerUser: read.PINEAPPLE_TERMINALS_PER_USER,
    },
  });
}
