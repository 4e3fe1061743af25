import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { ensurePrograms } from './debian-packages.ts';
import { findProgram, isRootOnLinux, type Environment } from '../machine.ts';
import { pingEngine } from './ping-engine.ts';
import { startPrivateEngine } from './private-engine.ts';

export interface Engine extends AsyncDisposable {
  /** A value for DOCKER_HOST. */
  readonly dockerHost: string;
  /** Whether this process started the engine and stops it again. */
  readonly owned: boolean;
}

interface EnsureEngineOptions {
  readonly dataDir: string;
  readonly runDir: string;
  readonly environment: Environment;
  readonly progress: Progress;
  /**
   * Called with the future address before an engine of our own is started. An engine with networks
   * of an earlier version waits half a minute for their driver, which the agent serves.
   */
  readonly beforeStart?: (dockerHost: string) => Promise<void>;
  readonly onRestart?: (reason: string) => void;
}

const running = (dockerHost: string): Engine => ({
  dockerHost,
  owned: false,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

/** Sockets below the home directory: Docker Desktop, Colima, OrbStack, Rancher Desktop. */
const homeSockets = [
  '.docker/run/docker.sock',
  '.colima/default/docker.sock',
  '.orbstack/run/docker.sock',
  '.rd/docker.sock',
];

/** The engine of the machine, or the one that another launcher has started with the same data. */
async function firstRunning(dataDir: string): Promise<string | null> {
  const sockets = [
    '/var/run/docker.sock',
    ...homeSockets.map((path) => join(homedir(), path)),
    join(dataDir, 'docker.sock'),
  ];
  for (const socket of sockets) {
    if ((await pingEngine(`unix://${socket}`)) === null) return `unix://${socket}`;
  }
  return null;
}

/** The engine that DOCKER_HOST names. Null when the variable is not set. @throws SetupError when it does not answer */
async function namedEngine(environment: Environment): Promise<string | null> {
  const named = environment['DOCKER_HOST'];
  if (!named) return null;
  if (named.startsWith('ssh://')) {
    throw new SetupError(
      `DOCKER_HOST names ${named}. Forward its socket instead: run ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock ${named.slice('ssh://'.length)}, and set DOCKER_HOST=unix:///tmp/docker.sock.`,
    );
  }
  const problem = await pingEngine(named);
  if (problem === null) return named;
  throw new SetupError(
    `DOCKER_HOST names ${named}, but no Docker engine answers there (${problem}). Start it, or unset DOCKER_HOST.`,
  );
}

/** Finds a running Docker engine. @throws SetupError when there is none */
export async function findEngine(dataDir: string, environment: Environment): Promise<string> {
  const found = (await namedEngine(environment)) ?? (await firstRunning(dataDir));
  if (found !== null) return found;
  throw new SetupError('No Docker engine is running. Start the one that has the hosts, or set DOCKER_HOST.');
}

/**
 * Finds a Docker engine, or installs and starts one.
 * @throws SetupError with the command to run when it may not do that
 */
export async function ensureEngine(options: EnsureEngineOptions): Promise<Engine> {
  const { environment, progress } = options;
  const found = (await namedEngine(environment)) ?? (await firstRunning(options.dataDir));
  if (found !== null) return running(found);
  if (!isRootOnLinux()) {
    throw new SetupError(
      process.platform === 'linux'
        ? 'No Docker engine is running. Run: sudo apt-get install -y docker.io && sudo usermod -aG docker $USER — then log in again, or run npm start as root.'
        : 'No Docker engine is running. Install and start Docker Desktop (or Colima), then run npm start again.',
    );
  }
  if (findProgram('dockerd', environment) === null) {
    await ensurePrograms({ dockerd: 'docker.io', iptables: 'iptables' }, environment, progress);
    const started = await firstRunning(options.dataDir);
    if (started !== null) return running(started);
  }
  const direct = join(options.dataDir, 'docker.sock');
  // The kernel accepts socket paths of up to 107 bytes.
  const socketPath = direct.length <= 100 ? direct : join(options.runDir, 'docker.sock');
  await options.beforeStart?.(`unix://${socketPath}`);
  const engine = await progress.step('Starting Docker', () =>
    startPrivateEngine({
      dataDir: options.dataDir,
      runDir: options.runDir,
      socketPath,
      environment,
      onRestart: options.onRestart ?? (() => undefined),
      note: (text) => progress.note(text),
    }),
  );
  return {
    dockerHost: `unix://${socketPath}`,
    owned: true,
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}
