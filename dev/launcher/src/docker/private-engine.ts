import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SupervisedProcess } from '../processes/supervised-process.ts';
import { findProgram, type Environment } from '../machine.ts';
import { ownResource } from '../run/open-run.ts';
import { unmountBelow } from '../run/remove-directory.ts';
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
      await using started = new AsyncDisposableStack();
      const around = { environment, logs: join(dataDir, 'logs'), onRestart: options.onRestart };
      const containerd = started.use(await startContainerd({ root, execRoot }, around));
      started.use(
        await SupervisedProcess.start(
          {
            name: 'dockerd',
            command: [
              findProgram('dockerd', environment) ?? 'dockerd',
              ...['--data-root', root, '--exec-root', execRoot, '--containerd', containerd.socket],
              ...['--pidfile', join(runDir, 'dockerd.pid'), '--host', `unix://${socketPath}`],
              ...['--live-restore', '--userland-proxy=false', '--shutdown-timeout', '5'],
              ...(ofRoot ? [] : remapped),
            ],
            env: environment,
            logFile: join(dataDir, 'logs', 'dockerd.log'),
            readyWhen: /API listen on/,
            startTimeoutMs: 60_000,
            stopTimeoutMs: 20_000,
          },
          options.onRestart,
        ),
      );
      owned.use(started.move());
      return owned.move();
    } catch (error) {
      if (attempt === mostStarts) throw error;
    }
  }
}

interface EngineFolders {
  readonly root: string;
  readonly execRoot: string;
}

interface EngineSurroundings {
  readonly environment: Environment;
  readonly logs: string;
  readonly onRestart: (reason: string) => void;
}

/**
 * Starts the containerd of the engine, with the folders that dockerd would give one of its own: the containers of earlier
 * versions are in them. dockerd waits ten seconds before it starts one that was killed again.
 */
async function startContainerd(
  { root, execRoot }: EngineFolders,
  { environment, logs, onRestart }: EngineSurroundings,
): Promise<AsyncDisposable & { readonly socket: string }> {
  const folder = join(execRoot, 'containerd');
  const socket = join(folder, 'containerd.sock');
  const config = join(folder, 'config.toml');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const settings = [
    ...['version = 2', `root = ${JSON.stringify(join(root, 'containerd/daemon'))}`],
    `state = ${JSON.stringify(join(folder, 'daemon'))}`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    ...['[grpc]', `  address = ${JSON.stringify(socket)}`],
  ];
  writeFileSync(config, `${settings.join('\n')}\n`);
  const containerd = await SupervisedProcess.start(
    {
      name: 'containerd',
      command: [findProgram('containerd', environment) ?? 'containerd', '--config', config],
      env: environment,
      logFile: join(logs, 'containerd.log'),
      readyWhen: /containerd successfully booted/,
      startTimeoutMs: 60_000,
      stopTimeoutMs: 10_000,
    },
    onRestart,
  );
  return { socket, [Symbol.asyncDispose]: () => containerd[Symbol.asyncDispose]() };
}
