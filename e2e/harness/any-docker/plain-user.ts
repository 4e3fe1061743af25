import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts, repositoryRoot } from '@pineapple/launcher';

const run = promisify(execFile);

export interface Ended {
  readonly status: number | null;
  /** Everything that it printed. */
  readonly output: string;
}

/** `npm start` at work. */
interface RunningProduct {
  readonly url: string;
  /** Presses Ctrl-C and waits for the end. */
  stop(): Promise<Ended>;
}

/** A new user of this machine without any rights but a group, with a copy of the repository. Needs root on Linux. */
export class PlainUser implements AsyncDisposable {
  readonly name: string;
  readonly #home: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #cleanup: AsyncDisposableStack;

  private constructor(
    name: string,
    home: string,
    env: Readonly<Record<string, string>>,
    cleanup: AsyncDisposableStack,
  ) {
    this.name = name;
    this.#home = home;
    this.#env = env;
    this.#cleanup = cleanup;
  }

  /** @param group The group that may use Docker. */
  static async create(group: string, dockerHost: string): Promise<PlainUser> {
    await using cleanup = new AsyncDisposableStack();
    const name = `pnu-${randomBytes(3).toString('hex')}`;
    const home = await mkdtemp(join(tmpdir(), 'pn-home-'));
    cleanup.defer(() => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    await run('useradd', [
      '--no-create-home',
      '--home-dir',
      home,
      '--groups',
      group,
      '--shell',
      '/bin/sh',
      name,
    ]);
    cleanup.defer(async () => void (await run('userdel', [name])));
    await copyRepository(join(home, 'product'), `${name}:`);
    await run('chown', [`${name}:`, home]);
    await chmod(home, 0o755);
    const [port = 0, awsPort = 0] = await freePorts(2);
    const tools = join(home, 'product/.pineapple/toolchain/node_modules/.bin');
    const env = {
      PATH: `${tools}:/usr/local/bin:/usr/bin:/bin`,
      HOME: home,
      DOCKER_HOST: dockerHost,
      PORT: String(port),
      PINEAPPLE_AWS_PORT: String(awsPort),
      // The packages of Node come from the registry, by a proxy of the machine if there is one.
      ...Object.fromEntries(
        Object.entries(process.env).filter(([key]) =>
          /_proxy$|^(npm_config_registry|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i.test(key),
        ),
      ),
    };
    return new PlainUser(name, home, env, cleanup.move());
  }

  /** Runs `npm start` with these words until it ends by itself. */
  async startToEnd(...words: readonly string[]): Promise<Ended> {
    const child = this.#npmStart({}, words);
    await once(child.process, 'close');
    return child.ended();
  }

  /** Runs `npm start` and waits for the address. @throws Error with the output when it ends before */
  async start(env: Readonly<Record<string, string>> = {}): Promise<RunningProduct> {
    const child = this.#npmStart(env, []);
    const url = await child.url;
    return {
      url,
      stop: async () => {
        const closed = once(child.process, 'close');
        // As a terminal does: to all processes in the foreground.
        process.kill(-(child.process.pid ?? 0), 'SIGINT');
        await closed;
        return child.ended();
      },
    };
  }

  /** The commands of the user's processes. */
  async processes(): Promise<string[]> {
    const { stdout } = await run('ps', ['-u', this.name, '-o', 'args=']).catch(() => ({ stdout: '' }));
    return stdout.split('\n').filter((line) => line.trim() !== '');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Each fails when the user has no process.
    await run('pkill', ['-KILL', '-u', this.name]).catch(() => undefined);
    await run('pidwait', ['-u', this.name]).catch(() => undefined);
    await this.#cleanup.disposeAsync();
  }

  #npmStart(env: Readonly<Record<string, string>>, words: readonly string[]) {
    const npm = ['npm', 'start', ...(words.length > 0 ? ['--', ...words] : [])];
    const process = spawn('setpriv', ['--reuid', this.name, '--regid', this.name, '--init-groups', ...npm], {
      cwd: join(this.#home, 'product'),
      env: { ...this.#env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const { promise: url, resolve, reject } = Promise.withResolvers<string>();
    url.catch(() => undefined);
    for (const stream of [process.stdout, process.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const address = /Open (http\S+)/.exec(output)?.[1];
        if (address) resolve(address);
      });
    }
    process.once('close', () => reject(new Error(`npm start ended:\n${output}`)));
    return { process, url, ended: (): Ended => ({ status: process.exitCode, output }) };
  }
}

/**
 * Copies the repository without its data. Files are linked, so that it takes seconds: the user can't write into them. Node
 * and pnpm are copied whole, because `npm start` may install them again.
 */
async function copyRepository(target: string, owner: string): Promise<void> {
  await mkdir(join(target, '.pineapple'), { recursive: true });
  const names = (await readdir(repositoryRoot)).filter((name) => name !== '.git' && name !== '.pineapple');
  const sources = names.map((name) => join(repositoryRoot, name));
  await run('cp', ['--archive', '--link', ...sources, target]);
  await run('find', [target, '-type', 'd', '-exec', 'chown', owner, '{}', '+']);
  const toolchain = join(repositoryRoot, '.pineapple/toolchain');
  if (!existsSync(toolchain)) return;
  await run('cp', ['--archive', toolchain, join(target, '.pineapple')]);
  await run('chown', ['--recursive', owner, join(target, '.pineapple')]);
}
