import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ChildProgram, dockerClient } from '@pineapple/launcher';

const run = promisify(execFile);
const base = 'debian:bookworm-slim';

/** What is in a Docker, by name. */
interface DockerContents {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
  readonly images: readonly string[];
}

/**
 * A Docker as an administrator sets it up for users: it belongs to the machine, runs as root, and a group may use its
 * socket. It reaches no registry. Needs root on Linux.
 */
export class SystemDocker implements AsyncDisposable {
  readonly dockerHost: string;
  readonly group: string;
  readonly #baseArchive: Promise<string>;
  readonly #cleanup: AsyncDisposableStack;

  private constructor(
    dockerHost: string,
    group: string,
    baseArchive: Promise<string>,
    cleanup: AsyncDisposableStack,
  ) {
    this.dockerHost = dockerHost;
    this.group = group;
    this.#baseArchive = baseArchive;
    this.#cleanup = cleanup;
  }

  static async start(): Promise<SystemDocker> {
    await using cleanup = new AsyncDisposableStack();
    const token = randomBytes(3).toString('hex');
    const [group, bridge] = [`pnd-${token}`, `pnd${token}`];
    const directory = await mkdtemp(join(tmpdir(), 'pn-system-'));
    cleanup.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    await chmod(directory, 0o755);
    // The tests that need no base image run meanwhile.
    const baseArchive = makeBaseArchive(directory);
    cleanup.defer(() =>
      baseArchive.then(
        () => undefined,
        () => undefined,
      ),
    );
    await run('groupadd', ['--system', group]);
    cleanup.defer(async () => void (await run('groupdel', [group])));
    // Other engines of this machine own docker0.
    await run('ip', ['link', 'add', bridge, 'type', 'bridge']);
    cleanup.defer(async () => void (await run('ip', ['link', 'del', bridge])));
    await run('ip', ['address', 'add', `192.168.${randomInt(100, 200)}.1/24`, 'dev', bridge]);
    const dockerHost = `unix://${join(directory, 'docker.sock')}`;
    cleanup.use(
      await ChildProgram.start({
        name: 'dockerd',
        command: [
          'dockerd',
          ...['--data-root', join(directory, 'data'), '--exec-root', join(directory, 'exec')],
          ...['--pidfile', join(directory, 'dockerd.pid'), '--host', dockerHost, '--group', group],
          ...['--bridge', bridge, '--userland-proxy=false', '--shutdown-timeout=5'],
        ],
        env: { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' },
        readyWhen: /API listen on/,
      }),
    );
    return new SystemDocker(dockerHost, group, baseArchive, cleanup.move());
  }

  /** Gives it the base image, as an administrator would by `docker load`. */
  async loadBaseImage(): Promise<void> {
    await run('docker', ['--host', this.dockerHost, 'import', await this.#baseArchive, base]);
  }

  async contents(): Promise<DockerContents> {
    const docker = dockerClient(this.dockerHost);
    const [containers, { Volumes }, networks, images] = await Promise.all([
      docker.listContainers({ all: true }),
      docker.listVolumes(),
      docker.listNetworks(),
      docker.listImages(),
    ]);
    return {
      containers: containers.flatMap(({ Names }) => Names).sort(),
      volumes: Volumes.map(({ Name }) => Name).sort(),
      networks: networks.map(({ Name }) => Name).sort(),
      images: images.flatMap(({ Id, RepoTags }) => RepoTags ?? [Id]).sort(),
    };
  }

  /** The same Docker as one on another machine: over TCP. */
  async overTcp(): Promise<AsyncDisposable & { readonly dockerHost: string }> {
    const path = this.dockerHost.replace('unix://', '');
    const open = new Set<Socket>();
    // Each direction of an attached stream ends alone.
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      const far = connect({ path, allowHalfOpen: true });
      for (const [one, other] of [[socket, far] as const, [far, socket] as const]) {
        open.add(one);
        one.on('error', () => other.destroy()).once('close', () => open.delete(one));
        one.pipe(other);
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      dockerHost: `tcp://127.0.0.1:${port}`,
      [Symbol.asyncDispose]: async () => {
        const closed = once(server, 'close');
        server.close();
        for (const socket of open) socket.destroy();
        await closed;
      },
    };
  }

  /** Whether a container runs. */
  async runs(name: string): Promise<boolean> {
    const { State } = await dockerClient(this.dockerHost).getContainer(name).inspect();
    return State.Running;
  }

  /** Runs a program in a container. */
  async runIn(host: string, ...command: readonly string[]): Promise<string> {
    return (await run('docker', ['--host', this.dockerHost, 'exec', host, ...command])).stdout;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}

/**
 * Makes the base image from Debian's packages, as root can, with the settings of dpkg and apt that the published image has.
 * @returns the path of its archive
 */
async function makeBaseArchive(directory: string): Promise<string> {
  const archive = join(directory, 'base.tar');
  const excluded = ['doc', 'man', 'locale', 'info'].map(
    (name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`,
  );
  const options = ['--dpkgopt=force-unsafe-io', ...excluded, '--aptopt=Acquire::Languages "none"'];
  await run('mmdebstrap', ['--variant=minbase', ...options, 'bookworm', archive], {
    env: { ...process.env, TMPDIR: directory },
  });
  return archive;
}
