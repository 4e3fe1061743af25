import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real server of the test's own, on a Unix socket in a directory of its own. */
export interface RedisServer extends AsyncDisposable {
  readonly socketPath: string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

async function launch(socketPath: string, password: string | null) {
  const settings = [
    '--port',
    '0',
    '--unixsocket',
    socketPath,
    '--save',
    '',
    '--appendonly',
    'no',
    '--daemonize',
    'no',
  ];
  const secret = password === null ? [] : ['--requirepass', password];
  const child = spawn('redis-server', [...settings, ...secret], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface(child.stdout))
    if (line.includes('eady to accept connections')) break;
  if (child.exitCode !== null) throw new Error(`redis-server ended with status ${child.exitCode}`);
  child.stdout.resume();
  return {
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

export async function startRedisServer({
  password = null,
}: { password?: string | null } = {}): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'pn-redis-'));
  const socketPath = join(directory, 'redis.sock');
  let running = await launch(socketPath, password);
  return {
    socketPath,
    kill: () => running.kill(),
    async start() {
      running = await launch(socketPath, password);
    },
    async [Symbol.asyncDispose]() {
      await running.kill();
      await rm(directory, { recursive: true });
    },
  };
}
