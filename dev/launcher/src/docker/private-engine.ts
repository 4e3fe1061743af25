import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SupervisedProcess } from '../processes/supervised-process.ts';
import { findProgram, type Environment } from '../machine.ts';

interface PrivateEngineOptions {
  readonly dataDir: string;
  readonly runDir: string;
  readonly socketPath: string;
  readonly environment: Environment;
  readonly onRestart: (reason: string) => void;
}

/** The first start after a kill may fail, because dockerd waits for the old containerd and gives up. */
const mostStarts = 3;

/**
 * Starts a dockerd of our own. Containers survive its restarts (`--live-restore`), and the run's reaper ends it with
 * everything below it.
 */
export async function startPrivateEngine(options: PrivateEngineOptions): Promise<SupervisedProcess> {
  const { dataDir, runDir, socketPath, environment } = options;
  mkdirSync(join(dataDir, 'docker'), { recursive: true });
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  rmSync(socketPath, { force: true });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await SupervisedProcess.start(
        {
          name: 'dockerd',
          command: [
            findProgram('dockerd', environment) ?? 'dockerd',
            ...['--data-root', join(dataDir, 'docker'), '--exec-root', join(runDir, 'docker')],
            ...['--pidfile', join(runDir, 'dockerd.pid'), '--host', `unix://${socketPath}`],
            ...['--live-restore', '--userland-proxy=false', '--shutdown-timeout', '5'],
          ],
          env: environment,
          logFile: join(dataDir, 'logs', 'dockerd.log'),
          readyWhen: /API listen on/,
          startTimeoutMs: 60_000,
          stopTimeoutMs: 20_000,
        },
        options.onRestart,
      );
    } catch (error) {
      if (attempt === mostStarts) throw error;
    }
  }
}
