import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SupervisedProcess } from '../processes/supervised-process.ts';
import { findProgram, type Environment } from './debian-packages.ts';

export interface PrivateEngineOptions {
  readonly dataDir: string;
  readonly runDir: string;
  readonly socketPath: string;
  readonly environment: Environment;
  readonly onRestart: (reason: string) => void;
}

/** Whether a process of that id is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends an engine of ours that an earlier run left behind, so that this run owns the one that serves it. */
export function endLeftOverEngine(runDir: string): void {
  const pidFile = join(runDir, 'dockerd.pid');
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (isAlive(pid) && command.includes('dockerd') && command.includes(pidFile))
      process.kill(pid, 'SIGKILL');
  } catch {
    // No pid file, or no such process: nothing was left behind.
  }
  rmSync(pidFile, { force: true });
}

/**
 * Starts a dockerd of our own. Containers live through its death (`--live-restore`), and it is tried
 * again, because the first start after a kill may fail while it waits for the old containerd.
 */
export async function startPrivateEngine(options: PrivateEngineOptions): Promise<SupervisedProcess> {
  const { dataDir, runDir, socketPath, environment } = options;
  mkdirSync(join(dataDir, 'docker'), { recursive: true });
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  endLeftOverEngine(runDir);
  rmSync(socketPath, { force: true });
  const spec = {
    name: 'dockerd',
    command: findProgram('dockerd', environment) ?? 'dockerd',
    args: [
      ...['--data-root', join(dataDir, 'docker'), '--exec-root', join(runDir, 'docker')],
      ...['--pidfile', join(runDir, 'dockerd.pid'), '--host', `unix://${socketPath}`],
      ...['--live-restore', '--userland-proxy=false', '--shutdown-timeout', '5'],
    ],
    env: environment,
    logFile: join(dataDir, 'logs', 'dockerd.log'),
    readyWhen: /API listen on/,
    startTimeoutMs: 60_000,
    stopTimeoutMs: 20_000,
  };
  let lastError: unknown;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return (await SupervisedProcess.start(spec, options.onRestart)).process;
    } catch (error) {
      lastError = error;
      endLeftOverEngine(runDir);
    }
  }
  throw lastError;
}
