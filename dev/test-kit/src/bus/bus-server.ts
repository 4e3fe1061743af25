import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { NetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startLocalAws } from '@pineapple/local-aws';

/** A server for one test that speaks Valkey's protocol. */
interface BusServer extends AsyncDisposable {
  /** The address for a client. */
  readonly url: string;
  /** The address for a proxy. */
  readonly target: NetConnectOpts;
  /** Kills it. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
}

export interface BusServerKind {
  readonly name: string;
  start(): Promise<BusServer>;
}

async function launchRedis(socketPath: string, password: string | null) {
  const place = ['--port', '0', '--unixsocket', socketPath];
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  const secret = password === null ? [] : ['--requirepass', password];
  const child = spawn('redis-server', [...place, ...memoryOnly, ...secret], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface(child.stdout))
    if (line.includes('eady to accept connections')) break;
  if (child.exitCode !== null) throw new Error(`redis-server ended with status ${child.exitCode}`);
  child.stdout.resume();
  return async () => {
    child.kill('SIGKILL');
    await exited;
  };
}

/** A real redis-server, on a Unix socket. */
export async function startRedisServer({
  password = null,
}: { password?: string | null } = {}): Promise<BusServer> {
  const directory = await mkdtemp(join(tmpdir(), 'pn-redis-'));
  const path = join(directory, 'redis.sock');
  let kill = await launchRedis(path, password);
  return {
    url: path,
    target: { path },
    kill: () => kill(),
    async start() {
      kill = await launchRedis(path, password);
    },
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(directory, { recursive: true });
    },
  };
}

async function startLocalBus(): Promise<BusServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pn-bus-'));
  let aws = await startLocalAws({ dataDir, log: () => undefined });
  const url = aws.busUrl;
  const port = Number(new URL(url).port);
  return {
    url,
    target: { host: '127.0.0.1', port },
    async kill() {
      await aws[Symbol.asyncDispose]();
    },
    async start() {
      aws = await startLocalAws({ dataDir, busPort: port, log: () => undefined });
    },
    async [Symbol.asyncDispose]() {
      await aws[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Whether Debian's package `redis-server` is installed. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

const redis: BusServerKind = { name: 'redis-server', start: () => startRedisServer() };
const localAws: BusServerKind = { name: 'local-aws', start: startLocalBus };

/** All kinds of servers on this machine. */
export const busServers: readonly BusServerKind[] = hasRedisServer ? [redis, localAws] : [localAws];
