import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SupervisedProcess } from '../processes/supervised-process.ts';
import { findProgram, type Environment } from '../machine.ts';
import { ownResource } from '../run/open-run.ts';
import { unmountBelow } from '../run/remove-directory.ts';
import { endLeftContainerd } from './end-containerd.ts';
import { openPath } from './open-path.ts';
import { hasContainersOfRoot, remapped } from './user-namespaces.ts';

interface PrivateEngineOptions {
  readonly dataDir: string;
  readonly runDir: string;
  readonly socketPath: string;
  readonly environment: Environment;
  readonly onRestart: (reason: string) => void;
  /** Called with what the user should know. */
  readonly note: (text: string) => void;
}

const withoutRemapping =
  'Labs from an earlier version keep their containers, so containers run without user namespaces. Delete these labs and start again to use them.';

/** The first start after a kill may fail: the containerd of the killed run may still hold its files. */
const mostStarts = 3;

/** A dockerd that is killed, or that ends before its containers do, leaves its data mounted onto itself. */
function ownMounts(dataRoot: string): Disposable {
  const record = ownResource({ kind: 'mounts', path: dataRoot });
  return {
    [Symbol.dispose]: () => {
      unmountBelow(dataRoot);
      record[Symbol.dispose]();
    },
  };
}

/**
 * Starts a dockerd of our own. Containers survive its restarts (`--live-restore`), and the run's reaper ends it with
 * everything below it.
 */
export async function startPrivateEngine(options: PrivateEngineOptions): Promise<AsyncDisposable> {
  const { dataDir, runDir, socketPath, environment } = options;
  const dataRoot = join(dataDir, 'docker');
  mkdirSync(dataRoot, { recursive: true });
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  rmSync(socketPath, { force: true });
  const ofRoot = await hasContainersOfRoot(dataRoot);
  if (ofRoot) options.note(withoutRemapping);
  await using owned = new AsyncDisposableStack();
  owned.use(ownMounts(dataRoot));
  const root = ofRoot ? dataRoot : owned.use(await openPath(dataRoot)).path;
  const execRoot = join(runDir, 'docker');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const dockerd = await SupervisedProcess.start(
        {
          name: 'dockerd',
          command: [
            findProgram('dockerd', environment) ?? 'dockerd',
            ...['--data-root', root, '--exec-root', execRoot],
            ...['--pidfile', join(runDir, 'dockerd.pid'), '--host', `unix://${socketPath}`],
            ...['--live-restore', '--userland-proxy=false', '--shutdown-timeout', '5'],
            ...(ofRoot ? [] : remapped),
          ],
          env: environment,
          logFile: join(dataDir, 'logs', 'dockerd.log'),
          readyWhen: /API listen on/,
          startTimeoutMs: 60_000,
          stopTimeoutMs: 20_000,
          beforeStart: () => endLeftContainerd(execRoot),
        },
        options.onRestart,
      );
      owned.use(dockerd);
      return owned.move();
    } catch (error) {
      if (attempt === mostStarts) throw error;
    }
  }
}
