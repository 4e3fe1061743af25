import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../progress.ts';
import { SetupError } from '../setup-error.ts';
import { ensurePrograms, findProgram, isRootOnLinux, type Environment } from './debian-packages.ts';
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
   * Called with the future address before an engine of our own is started. An engine with networks of a driver waits
   * half a minute for that driver, so the driver has to run first.
   */
  readonly beforeStart?: (dockerHost: string) => Promise<void>;
  readonly onRestart?: (reason: string) => void;
}

const running = (dockerHost: string): Engine => ({
  dockerHost,
  owned: false,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

/** The engine of the machine, or the one that another launcher has started with the same data. */
async function firstRunning(dataDir: string): Promise<Engine | null> {
  const sockets = [
    '/var/run/docker.sock',
    join(homedir(), '.docker/run/docker.sock'),
    join(dataDir, 'docker.sock'),
  ];
  for (const socket of sockets) {
    if ((await pingEngine(`unix://${socket}`)) === null) return running(`unix://${socket}`);
  }
  return null;
}

/**
 * Finds a Docker engine, or installs and starts one.
 * @throws SetupError with the command to run when it may not do that
 */
export async function ensureEngine(options: EnsureEngineOptions): Promise<Engine> {
  const { environment, progress } = options;
  const named = environment['DOCKER_HOST'];
  if (named) {
    const problem = await pingEngine(named);
    if (problem === null) return running(named);
    throw new SetupError(
      `DOCKER_HOST names ${named}, but no Docker engine answers there (${problem}). Start it, or unset DOCKER_HOST.`,
    );
  }
  const found = await firstRunning(options.dataDir);
  if (found) return found;
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
    if (started) return started;
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
