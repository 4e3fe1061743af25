import { type ChildProcess, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ChildProgram, endLeftContainerd, ownResource } from '@pineapple/launcher';
import { endHolder, holdMounts } from './hold-mounts.ts';

const run = promisify(execFile);

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

interface DockerEngineOptions {
  /** Whether containers survive the end of dockerd. True if left out. */
  readonly liveRestore?: boolean;
}

/**
 * A dockerd for one test, with its own data, network namespace and view of /run/docker, so that it can be killed and
 * started again without touching any other. Needs root on Linux.
 */
export class DockerEngine implements AsyncDisposable {
  readonly directory: string;
  readonly dockerHost: string;
  /** The engine's network namespace. A program that makes links for it has to run in there. */
  readonly namespace: string;
  readonly #options: DockerEngineOptions;
  readonly #cleanup: AsyncDisposableStack;
  /** Keeps the engine's view of the file system alive while no dockerd runs. */
  readonly #holder: ChildProcess;
  #dockerd: ChildProgram | null = null;

  private constructor(
    options: DockerEngineOptions,
    directory: string,
    namespace: string,
    holder: ChildProcess,
    cleanup: AsyncDisposableStack,
  ) {
    this.#options = options;
    this.directory = directory;
    this.dockerHost = `unix://${join(directory, 'docker.sock')}`;
    this.namespace = namespace;
    this.#holder = holder;
    this.#cleanup = cleanup;
  }

  static async start(options: DockerEngineOptions = {}): Promise<DockerEngine> {
    await using cleanup = new AsyncDisposableStack();
    const directory = await mkdtemp(join(tmpdir(), 'pn-engine-'));
    // Root of a container is an ordinary user, who has to reach the container's files.
    await chmod(directory, 0o711);
    cleanup.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
    const namespace = `pne-${randomBytes(4).toString('hex')}`;
    cleanup.use(ownResource({ kind: 'namespace', name: namespace }));
    await run('ip', ['netns', 'add', namespace]);
    cleanup.defer(async () => void (await run('ip', ['netns', 'del', namespace])));
    await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
    const ownRunDocker = 'mkdir -p /run/docker && mount -t tmpfs tmpfs /run/docker';
    const holder = cleanup.adopt(await holdMounts(ownRunDocker), endHolder);
    const engine = new DockerEngine(options, directory, namespace, holder, cleanup.move());
    try {
      await engine.start();
    } catch (error) {
      await engine[Symbol.asyncDispose]();
      throw error;
    }
    return engine;
  }

  /** The words that run a program where the engine is. */
  get prefix(): readonly [string, ...string[]] {
    return ['nsenter', `--net=/run/netns/${this.namespace}`];
  }

  /** Starts dockerd, or starts it again; resolves once it answers. */
  async start(): Promise<void> {
    if (this.#dockerd) await this.#dockerd.start();
    else this.#dockerd = await this.#startDockerd();
  }

  /** Ends dockerd by a signal; resolves once it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    await this.#dockerd?.end(signal);
  }

  /** Kills dockerd and all that it started, containers too, as a power failure does. */
  async loseAllProcesses(): Promise<void> {
    await this.end('SIGKILL');
    for (const pid of await this.#left()) {
      const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
      // The first process of a container takes all others with it.
      for (const child of children.trim().split(' ').filter(Boolean)) kill(Number(child));
    }
    await this.#endRest();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
    await this.#endRest();
    await this.#cleanup.disposeAsync();
  }

  #startDockerd(): Promise<ChildProgram> {
    const { directory } = this;
    const execRoot = join(directory, 'exec');
    const pidFile = join(directory, 'dockerd.pid');
    return ChildProgram.start({
      name: 'dockerd',
      command: [
        ...(['nsenter', `--mount=/proc/${this.#holder.pid}/ns/mnt`] as const),
        ...[`--net=/run/netns/${this.namespace}`, 'dockerd'],
        ...['--data-root', join(directory, 'data'), '--exec-root', execRoot],
        ...['--pidfile', pidFile, '--host', this.dockerHost],
        ...['--bridge=none', '--userland-proxy=false', '--shutdown-timeout=5', '--userns-remap=default'],
        ...(this.#options.liveRestore === false ? [] : ['--live-restore']),
      ],
      env: process.env,
      readyWhen: /API listen on/,
      // What a killed dockerd leaves behind.
      beforeStart: () => {
        rmSync(pidFile, { force: true });
        endLeftContainerd(execRoot);
      },
    });
  }

  /** containerd and its shims outlive a killed dockerd. Each names this engine's directory. */
  async #left(): Promise<number[]> {
    const { stdout } = await run('ps', ['-eo', 'pid=,args=']);
    return stdout
      .split('\n')
      .filter((line) => line.includes(`${this.directory}/`))
      .map((line) => Number.parseInt(line, 10));
  }

  async #endRest(): Promise<void> {
    for (const pid of await this.#left()) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes(`${this.directory}/`)) kill(pid);
    }
  }
}
