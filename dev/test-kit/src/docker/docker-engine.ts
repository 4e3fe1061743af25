import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const startTimeoutMs = 60_000;
/** After a kill the first start may fail: it waits 15 s for the old containerd and gives up. */
const mostStarts = 3;

export interface DockerEngineOptions {
  /** Whether containers live through the end of dockerd; true unless said otherwise. */
  readonly liveRestore?: boolean;
}

/**
 * A dockerd for one test, with data, network namespace and view of /run/docker of its own, so that it can be
 * killed and started again without touching any other. Needs root on Linux.
 */
export class DockerEngine implements AsyncDisposable {
  readonly directory: string;
  readonly dockerHost: string;
  /** The engine's network namespace: what is to make links for it has to run in there. */
  readonly namespace: string;
  readonly #options: DockerEngineOptions;
  /** Keeps the engine's view of the file system alive while no dockerd runs. */
  readonly #holder: ChildProcess;
  #dockerd: ChildProcess | null = null;

  private constructor(
    options: DockerEngineOptions,
    directory: string,
    namespace: string,
    holder: ChildProcess,
  ) {
    this.#options = options;
    this.directory = directory;
    this.dockerHost = `unix://${join(directory, 'docker.sock')}`;
    this.namespace = namespace;
    this.#holder = holder;
  }

  static async start(options: DockerEngineOptions = {}): Promise<DockerEngine> {
    const directory = await mkdtemp(join(tmpdir(), 'pn-engine-'));
    const namespace = `pne-${randomBytes(4).toString('hex')}`;
    await run('ip', ['netns', 'add', namespace]);
    await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
    const hold =
      'mkdir -p /run/docker && mount -t tmpfs tmpfs /run/docker && echo held && exec sleep infinity';
    const holder = spawn('unshare', ['--mount', 'sh', '-c', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const engine = new DockerEngine(options, directory, namespace, holder);
    try {
      await engine.start();
    } catch (error) {
      await engine[Symbol.asyncDispose]();
      throw error;
    }
    return engine;
  }

  /** The words that run a program where the engine is. */
  get prefix(): readonly string[] {
    return ['nsenter', `--net=/run/netns/${this.namespace}`];
  }

  /** Starts dockerd, or starts it again; resolves once it answers. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#spawn();
        return;
      } catch (error) {
        if (attempt === mostStarts) throw error;
        await this.end('SIGKILL');
      }
    }
  }

  /** Ends dockerd by a signal; resolves once it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const dockerd = this.#dockerd;
    this.#dockerd = null;
    if (!dockerd || dockerd.exitCode !== null || dockerd.signalCode !== null) return;
    const gone = once(dockerd, 'exit');
    dockerd.kill(signal);
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
    await this.#endStragglers();
    this.#holder.kill('SIGKILL');
    await run('ip', ['netns', 'del', this.namespace]).catch(() => undefined);
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #spawn(): Promise<void> {
    const { directory } = this;
    const args = [
      `--mount=/proc/${this.#holder.pid}/ns/mnt`,
      `--net=/run/netns/${this.namespace}`,
      'dockerd',
      ...['--data-root', join(directory, 'data'), '--exec-root', join(directory, 'exec')],
      ...['--pidfile', join(directory, 'dockerd.pid'), '--host', this.dockerHost],
      ...['--bridge=none', '--userland-proxy=false', '--shutdown-timeout=5'],
      ...(this.#options.liveRestore === false ? [] : ['--live-restore']),
    ];
    await rm(join(directory, 'dockerd.pid'), { force: true });
    const dockerd = spawn('nsenter', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#dockerd = dockerd;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      const timer = setTimeout(
        () => reject(new Error(`dockerd did not start: ${said.slice(-2000)}`)),
        startTimeoutMs,
      );
      dockerd.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-20_000);
        if (!said.includes('API listen on')) return;
        clearTimeout(timer);
        resolve();
      });
      dockerd.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`dockerd ended with ${code ?? 'a signal'}: ${said.slice(-2000)}`));
      });
    });
  }

  /** containerd and its shims outlive a killed dockerd; each names this engine's directory. */
  async #endStragglers(): Promise<void> {
    const { stdout } = await run('ps', ['-eo', 'pid=,args=']);
    const own = stdout
      .split('\n')
      .filter((line) => line.includes(`${this.directory}/`))
      .map((line) => Number.parseInt(line, 10));
    for (const pid of own) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes(`${this.directory}/`)) process.kill(pid, 'SIGKILL');
    }
  }
}
