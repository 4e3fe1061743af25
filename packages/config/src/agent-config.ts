import { isIPv4 } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { containerMemoryMb, cpus, type LogLevel, onOrOff, reportingVariables } from './common-config.ts';
import { freeze } from './freeze.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { ipv4List, matching, urlWith, variable, wholeNumber } from './variable.ts';

/** The configuration of the host agent. */
interface AgentConfig {
  /** The host's id in Systems Manager. */
  readonly hostId: string;
  /** Absolute path of the agent's state directory. */
  readonly stateDir: string;
  /** Absolute path of the Unix socket that `pineapple-host` talks to. */
  readonly socketPath: string;
  /** Absolute path of the Unix socket that serves terminals, logs, statistics and captures. */
  readonly streamsSocketPath: string;
  readonly terminals: {
    readonly perHost: number;
    readonly perContainer: number;
    /** How long a terminal lives without a viewer, in milliseconds. */
    readonly retentionMs: number;
    /** How much output a terminal keeps for new viewers, in bytes. */
    readonly ringBytes: number;
  };
  /** The address of Docker: `unix://…`, `tcp://…` or `http(s)://…`. */
  readonly dockerHost: string;
  /** Tells the agents on one machine apart: names of firewall tables and uplinks derive from it. */
  readonly scope: string;
  /** The IPv4 pool of the egress links. */
  readonly uplinkPool: string;
  /** The address for overlays; null uses the source address of the default route. */
  readonly underlayAddress: string | null;
  /** Name servers for containers on networks with egress. */
  readonly dnsServers: readonly string[];
  readonly containerLimits: {
    readonly memoryMb: number;
    readonly cpus: number;
    readonly pids: number;
    /** What a container may write, where Docker can limit it. */
    readonly diskGb: number;
  };
  /** The most lab containers on this host. */
  readonly mostContainers: number;
  /** The most containers that wait to be claimed by a lab. Zero turns the warm pool off. */
  readonly warmContainers: number;
  /** Whether builds of Dockerfiles reach the internet, by the rules of networks with egress. */
  readonly buildEgress: boolean;
  /** Whether the labs' containers stop and start with the agent. */
  readonly stopLabsOnExit: boolean;
  /** Name of the EventBridge bus for the agent's reports. */
  readonly eventBusName: string;
  /** The S3 bucket with the contents of labs' files that are binary or large. */
  readonly filesBucket: string;
  /** The EventBridge source of the agent's reports; null for the one that its id gives. */
  readonly eventSource: string | null;
  readonly logLevel: LogLevel;
}

/** The kernel's limit on the path of a Unix socket, without the final zero. */
const longestSocketPath = 107;
const socketExpected = `a path of at most ${longestSocketPath} bytes, the kernel's limit for a Unix socket`;

const socketPath = variable(socketExpected, (text) => {
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

const pool = variable('an IPv4 pool from /8 to /24, such as 100.64.0.0/16', (text) => {
  const [address = '', length = '', ...rest] = text.split('/');
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : 0;
  return rest.length === 0 && isIPv4(address) && bits >= 8 && bits <= 24 ? text : undefined;
});

const minutes = variable('a number of minutes above 0 and up to 1440, such as 30', (text) => {
  const value = /^\d{1,4}(\.\d{1,4})?$/.test(text) ? Number(text) : 0;
  return value > 0 && value <= 1440 ? value : undefined;
});

const variables = z
  .object({
    ...reportingVariables.shape,
    PINEAPPLE_HOST_ID: matching(
      /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/,
      "this host's id in Systems Manager, such as mi-0123456789abcdef0",
    ),
    PINEAPPLE_EVENT_SOURCE: matching(
      /^pineapple\.host\.[A-Za-z0-9:-]{1,128}$/,
      "pineapple.host. and this host's identity, such as pineapple.host.mi-0123456789abcdef0",
    ).optional(),
    PINEAPPLE_AGENT_DIR: variable("a directory for the agent's state", (text) => resolve(text)),
    PINEAPPLE_AGENT_SOCKET: socketPath.optional(),
    PINEAPPLE_AGENT_STREAMS_SOCKET: socketPath.optional(),
    PINEAPPLE_TERMINAL_RETENTION_MINUTES: minutes.default(30),
    PINEAPPLE_TERMINALS_PER_HOST: wholeNumber(1, 10_000).default(400),
    PINEAPPLE_TERMINALS_PER_CONTAINER: wholeNumber(1, 1000).default(16),
    PINEAPPLE_TERMINAL_BUFFER_KB: wholeNumber(64, 65_536).default(1024),
    DOCKER_HOST: dockerHost.default('unix:///var/run/docker.sock'),
    PINEAPPLE_SCOPE: matching(
      /^[a-z0-9][a-z0-9_-]{0,62}$/,
      'lower-case letters, digits, dashes or underscores',
    ).default('pineapple'),
    PINEAPPLE_UPLINK_POOL: pool.default('100.64.0.0/16'),
    PINEAPPLE_UNDERLAY_ADDRESS: variable('an IPv4 address of this host, such as 10.0.1.5', (text) =>
      isIPv4(text) && !/^(0|127)\./.test(text) ? text : undefined,
    ).optional(),
    PINEAPPLE_DNS: ipv4List('comma-separated IPv4 addresses, such as 1.1.1.1,9.9.9.9').default([
      '1.1.1.1',
      '9.9.9.9',
    ]),
    // Docker's minimum is 6 MB.
    PINEAPPLE_CONTAINER_MEMORY_MB: containerMemoryMb,
    PINEAPPLE_CONTAINER_CPUS: cpus.default(1),
    PINEAPPLE_CONTAINER_PIDS: wholeNumber(2, 4_194_304).default(256),
    PINEAPPLE_CONTAINER_DISK_GB: wholeNumber(1, 65_536).default(2),
    PINEAPPLE_CONTAINERS_PER_HOST: wholeNumber(1, 10_000).default(400),
    PINEAPPLE_WARM_CONTAINERS: wholeNumber(0, 1000).default(24),
    PINEAPPLE_BUILD_EGRESS: onOrOff.default(false),
    PINEAPPLE_STOP_LABS: onOrOff.default(false),
  })
  .superRefine((read, context) => {
    const paths = socketPaths(read);
    for (const [variable, path] of Object.entries(paths)) {
      if (socketPath.safeParse(path).success) continue;
      context.addIssue({
        code: 'custom',
        path: [variable],
        message: `${socketExpected}, because PINEAPPLE_AGENT_DIR is longer`,
      });
    }
  });

/** By default the control socket is in the agent's directory, and the streams socket beside it. */
function socketPaths(read: {
  readonly PINEAPPLE_AGENT_DIR: string;
  readonly PINEAPPLE_AGENT_SOCKET?: string | undefined;
  readonly PINEAPPLE_AGENT_STREAMS_SOCKET?: string | undefined;
}) {
  const control = read.PINEAPPLE_AGENT_SOCKET ?? join(read.PINEAPPLE_AGENT_DIR, 'agent.sock');
  return {
    PINEAPPLE_AGENT_SOCKET: control,
    PINEAPPLE_AGENT_STREAMS_SOCKET:
      read.PINEAPPLE_AGENT_STREAMS_SOCKET ?? join(dirname(control), 'streams.sock'),
  };
}

/** Reads the environment of the host agent. @throws ConfigError with every invalid variable. */
export function loadAgentConfig(env: Environment = process.env): AgentConfig {
  const read = readEnvironment('host agent', variables, env);
  const paths = socketPaths(read);
  return freeze({
    hostId: read.PINEAPPLE_HOST_ID,
    stateDir: read.PINEAPPLE_AGENT_DIR,
    socketPath: paths.PINEAPPLE_AGENT_SOCKET,
    streamsSocketPath: paths.PINEAPPLE_AGENT_STREAMS_SOCKET,
    terminals: {
      perHost: read.PINEAPPLE_TERMINALS_PER_HOST,
      perContainer: read.PINEAPPLE_TERMINALS_PER_CONTAINER,
      retentionMs: Math.ceil(read.PINEAPPLE_TERMINAL_RETENTION_MINUTES * 60_000),
      ringBytes: read.PINEAPPLE_TERMINAL_BUFFER_KB * 1024,
    },
    dockerHost: read.DOCKER_HOST,
    scope: read.PINEAPPLE_SCOPE,
    uplinkPool: read.PINEAPPLE_UPLINK_POOL,
    underlayAddress: read.PINEAPPLE_UNDERLAY_ADDRESS ?? null,
    dnsServers: read.PINEAPPLE_DNS,
    containerLimits: {
      memoryMb: read.PINEAPPLE_CONTAINER_MEMORY_MB,
      cpus: read.PINEAPPLE_CONTAINER_CPUS,
      pids: read.PINEAPPLE_CONTAINER_PIDS,
      diskGb: read.PINEAPPLE_CONTAINER_DISK_GB,
    },
    mostContainers: read.PINEAPPLE_CONTAINERS_PER_HOST,
    warmContainers: read.PINEAPPLE_WARM_CONTAINERS,
    buildEgress: read.PINEAPPLE_BUILD_EGRESS,
    stopLabsOnExit: read.PINEAPPLE_STOP_LABS,
    eventBusName: read.PINEAPPLE_EVENT_BUS,
    filesBucket: read.PINEAPPLE_FILES_BUCKET,
    eventSource: read.PINEAPPLE_EVENT_SOURCE ?? null,
    logLevel: read.PINEAPPLE_LOG_LEVEL,
  });
}
