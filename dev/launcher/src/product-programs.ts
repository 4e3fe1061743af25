import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { credentials } from './local-settings.ts';
import { startNodeProgram, type ProgramSurroundings } from './processes/node-program.ts';
import type { SupervisedProcess } from './processes/supervised-process.ts';

/**
 * Node's flags for programs that carry terminals, as in the systemd units of the API and the host agent. Buffers of output
 * are freed by collections of new objects, which start after this many megabytes of new objects. Node's default of 64 MB
 * would keep several times as much in buffers.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=4'];

export interface LocalAws {
  readonly process: SupervisedProcess;
  readonly endpoint: string;
  readonly busUrl: string;
}

/** A host of this product, as Systems Manager knows it. */
export interface LocalHost {
  readonly hostId: string;
  readonly name: string;
  readonly agentSocket: string;
}

/** The managed-instance id of a host. It is created once for each data directory. @param number From 1 */
export function hostIdentity(dataDir: string, number: number): string {
  const path = join(dataDir, number === 1 ? 'host-id' : `host-id-${number}`);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const id = `mi-${randomBytes(9).toString('hex').slice(0, 17)}`;
  writeFileSync(path, `${id}\n`);
  return id;
}

/** The socket of the agent's streams, beside its other one. */
export function streamsSocket({ agentSocket }: Pick<LocalHost, 'agentSocket'>): string {
  return join(dirname(agentSocket), 'streams.sock');
}

/** Starts the local AWS. With port 0 it chooses free ports, and keeps them when it is started again. */
export async function startLocalAws(
  hosts: readonly LocalHost[],
  options: { dataDir: string; port: number; commandFolder: string },
  around: ProgramSurroundings,
): Promise<LocalAws> {
  const [port, busPort] = options.port === 0 ? await freePorts(2) : [options.port, options.port + 1];
  const instances = hosts.map((host) => ({
    instanceId: host.hostId,
    name: host.name,
    tags: { 'pineapple-role': 'host' },
    env: {
      PINEAPPLE_AGENT_SOCKET: host.agentSocket,
      PINEAPPLE_AGENT_STREAMS_SOCKET: streamsSocket(host),
    },
    path: `${options.commandFolder}:${around.environment['PATH'] ?? '/usr/bin:/bin'}`,
  }));
  const process = await startNodeProgram(
    {
      name: 'local-aws',
      entry: 'dev/local-aws/src/main.ts',
      args: [
        JSON.stringify({
          dataDir: join(options.dataDir, 'aws'),
          port,
          busPort,
          instances,
          credentials: { [credentials.accessKeyId]: credentials.secretAccessKey },
          // The functions are loaded before the first container is requested.
          lambda: { warm: true },
          ssm: { eventDelayMs: 100, warm: true },
        }),
      ],
      // Its threads come and go, and each otherwise leaves pools of freed memory behind.
      env: { MALLOC_ARENA_MAX: '2' },
      readyWhen: /"endpoint":"([^"]+)","busUrl":"([^"]+)"/,
      lowPriority: true,
    },
    around,
  );
  return { process, endpoint: process.readyMatch(1), busUrl: process.readyMatch(2) };
}

export async function startAgent(
  host: LocalHost,
  options: { dataDir: string; dockerHost: string; env: Record<string, string> },
  around: ProgramSurroundings,
): Promise<SupervisedProcess> {
  const env = {
    ...options.env,
    PINEAPPLE_HOST_ID: host.hostId,
    PINEAPPLE_AGENT_DIR: join(options.dataDir, 'agent'),
    PINEAPPLE_AGENT_SOCKET: host.agentSocket,
    PINEAPPLE_AGENT_STREAMS_SOCKET: streamsSocket(host),
    PINEAPPLE_STOP_LABS: '1',
    DOCKER_HOST: options.dockerHost,
    PINEAPPLE_SCOPE: `pineapple-${host.hostId.slice(-6)}`,
  };
  const entry = 'apps/host-agent/src/main.ts';
  const program = { name: 'host-agent', entry, env, nodeFlags, readyWhen: /agent ready/ };
  return startNodeProgram(program, around);
}

interface ApiOptions {
  readonly port: number;
  readonly publicUrl: string;
  /** The built website. Null when another server serves it. */
  readonly webDir: string | null;
  readonly env: Record<string, string>;
  /** Starts the API again whenever one of its source files changes. */
  readonly watch?: boolean;
}

export function startApi(options: ApiOptions, around: ProgramSurroundings): Promise<SupervisedProcess> {
  const { port, publicUrl, webDir, watch = false } = options;
  const env = {
    ...options.env,
    PORT: String(port),
    PINEAPPLE_PUBLIC_URL: publicUrl,
    ...(webDir !== null && { PINEAPPLE_WEB_DIR: webDir }),
  };
  const flags = watch ? ['--watch', '--watch-preserve-output', ...nodeFlags] : nodeFlags;
  const entry = 'apps/api/src/main.ts';
  return startNodeProgram({ name: 'api', entry, env, nodeFlags: flags, readyWhen: apiReady }, around);
}

/** The line of an API that is ready. The group is the operator code, if there is no operator yet. */
export const apiReady = /"msg":"api ready".*?"operatorCode":(?:null|"([^"]+)")/;

/** Starts Vite, which serves the website from its sources and passes the API's paths on to the API. */
export function startVite(
  { port, apiPort }: { port: number; apiPort: number },
  around: ProgramSurroundings,
): Promise<SupervisedProcess> {
  const env = {
    PINEAPPLE_API_URL: `http://127.0.0.1:${apiPort}`,
    PORT: String(port),
    NO_COLOR: '1',
  };
  const entry = 'apps/web/node_modules/vite/bin/vite.js';
  const args = ['--config', join(around.root, 'apps/web/vite.config.ts')];
  return startNodeProgram({ name: 'vite', entry, args, env, readyWhen: /ready in/ }, around);
}
