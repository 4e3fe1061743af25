import { isIPv4 } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type LogLevel, reportingVariables } from './common-config.ts';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { ipv4List, matching, urlWith, variable, wholeNumber } from './variable.ts';

/** What the host agent needs to know. */
export interface AgentConfig {
  /** The host's id in Systems Manager. */
  readonly hostId: string;
  /** Absolute path of the directory that keeps the agent's state. */
  readonly stateDir: string;
  /** Absolute path of the Unix socket that `pineapple-host` talks to. */
  readonly socketPath: string;
  /** Where Docker is: `unix://…`, `tcp://…` or `http(s)://…`. */
  readonly dockerHost: string;
  /** Under which name Docker knows the agent's network and IPAM driver. */
  readonly driverName: string;
  /** From which the links to the outside get their addresses. */
  readonly uplinkPool: string;
  /** Name servers for containers with a way out. */
  readonly dnsServers: readonly string[];
  readonly containerLimits: { readonly memoryMb: number; readonly cpus: number; readonly pids: number };
  /** Whether the labs' containers stop with the agent, to be started again with it. */
  readonly stopLabsOnExit: boolean;
  /** Name of the EventBridge bus that reports go to. */
  readonly eventBusName: string;
  readonly logLevel: LogLevel;
}

/** The kernel's limit on the path of a Unix socket, without the final zero. */
const longestSocketPath = 107;
const socketWanted = `a path of at most ${longestSocketPath} bytes, the kernel's limit for a Unix socket`;

const socketPath = variable(socketWanted, (text) => {
  const path = resolve(text);
  return Buffer.byteLength(path) <= longestSocketPath ? path : undefined;
});

const tcpDocker = urlWith(
  ['tcp:', 'http:', 'https:'],
  'unix:///path, tcp://host:port or http(s)://host:port',
);
const dockerHost = variable('unix:///path, tcp://host:port or http(s)://host:port', (text) =>
  /^unix:\/\/\/./.test(text) || tcpDocker.safeParse(text).success ? text : undefined,
);

const pool = variable('an IPv4 pool from /8 to /24, as 100.64.0.0/16', (text) => {
  const [address = '', length = '', ...rest] = text.split('/');
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : 0;
  return rest.length === 0 && isIPv4(address) && bits >= 8 && bits <= 24 ? text : undefined;
});

const cpus = variable('a number of CPUs from 0.01 to 256, as 0.5', (text) => {
  const value = /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  return value >= 0.01 && value <= 256 ? value : undefined;
});

const variables = z
  .object({
    ...reportingVariables.shape,
    PINEAPPLE_HOST_ID: matching(
      /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
      "this host's id in Systems Manager, as mi-0123456789abcdef0",
    ),
    PINEAPPLE_AGENT_DIR: variable("a directory for the agent's state", (text) => resolve(text)),
    PINEAPPLE_AGENT_SOCKET: socketPath.optional(),
    DOCKER_HOST: dockerHost.default('unix:///var/run/docker.sock'),
    PINEAPPLE_DRIVER: matching(
      /^[a-z0-9][a-z0-9_-]{0,62}$/,
      'lower-case letters, digits, dashes or underscores',
    ).default('pineapple'),
    PINEAPPLE_UPLINK_POOL: pool.default('100.64.0.0/16'),
    PINEAPPLE_DNS: ipv4List('IPv4 addresses with commas between, as 1.1.1.1,9.9.9.9').default([
      '1.1.1.1',
      '9.9.9.9',
    ]),
    // Docker refuses less than 6 MB.
    PINEAPPLE_CONTAINER_MEMORY_MB: wholeNumber(6, 1_048_576).default(512),
    PINEAPPLE_CONTAINER_CPUS: cpus.default(1),
    PINEAPPLE_CONTAINER_PIDS: wholeNumber(2, 4_194_304).default(256),
    PINEAPPLE_STOP_LABS: variable('1 or 0', (text) =>
      text === '1' ? true : text === '0' ? false : undefined,
    ).default(false),
  })
  .superRefine((read, context) => {
    if (
      read.PINEAPPLE_AGENT_SOCKET ||
      socketPath.safeParse(join(read.PINEAPPLE_AGENT_DIR, 'agent.sock')).success
    )
      return;
    context.addIssue({
      code: 'custom',
      path: ['PINEAPPLE_AGENT_SOCKET'],
      message: `${socketWanted}, because PINEAPPLE_AGENT_DIR is longer`,
    });
  });

/** Reads the environment of the host agent. @throws ConfigError naming every wrong variable. */
export function loadAgentConfig(env: Environment = process.env): AgentConfig {
  const read = readEnvironment('host agent', variables, env);
  return freeze({
    hostId: read.PINEAPPLE_HOST_ID,
    stateDir: read.PINEAPPLE_AGENT_DIR,
    socketPath: read.PINEAPPLE_AGENT_SOCKET ?? join(read.PINEAPPLE_AGENT_DIR, 'agent.sock'),
    dockerHost: read.DOCKER_HOST,
    driverName: read.PINEAPPLE_DRIVER,
    uplinkPool: read.PINEAPPLE_UPLINK_POOL,
    dnsServers: read.PINEAPPLE_DNS,
    containerLimits: {
      memoryMb: read.PINEAPPLE_CONTAINER_MEMORY_MB,
      cpus: read.PINEAPPLE_CONTAINER_CPUS,
      pids: read.PINEAPPLE_CONTAINER_PIDS,
    },
    stopLabsOnExit: read.PINEAPPLE_STOP_LABS,
    eventBusName: read.PINEAPPLE_EVENT_BUS,
    logLevel: read.PINEAPPLE_LOG_LEVEL,
  });
}
