import { mkdtemp, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dockerClient, repositoryRoot } from '@pineapple/launcher';
import { DockerEngine, makeTinyImage, OwnNamespaces, type UnderlaySwitch } from '@pineapple/test-kit/docker';
import { Child } from './child.ts';

const run = promisify(execFile);

/** The image that labs on test machines run; the site's catalogue has it as `tiny`. */
export const tinyImage = { name: 'tiny', description: 'busybox', reference: 'pn-site/tiny:1' };

export interface MachineOptions {
  readonly hostId: string;
  /** Where AWS is, outside: the machine reaches it through a socket, as it has no network of its own. */
  readonly awsPort: number;
  readonly env: Readonly<Record<string, string>>;
  /** What it reaches other machines over, and at which IPv4 address they reach it; left out: they do not. */
  readonly underlay?: { readonly by: UnderlaySwitch; readonly address: string };
}

/**
 * A machine of its own, as far as one kernel can give it: a network namespace with a Docker engine and a host agent in
 * it. Only Systems Manager's commands and the agent's own reports cross its border.
 */
export class Machine implements AsyncDisposable {
  readonly hostId: string;
  readonly engine: DockerEngine;
  readonly agent: Child;
  readonly directory: string;
  readonly #prefix: readonly string[];
  readonly #cleanup: AsyncDisposableStack;

  private constructor(
    { hostId, directory }: { hostId: string; directory: string },
    engine: DockerEngine,
    agent: Child,
    prefix: readonly string[],
    cleanup: AsyncDisposableStack,
  ) {
    this.hostId = hostId;
    this.engine = engine;
    this.agent = agent;
    this.directory = directory;
    this.#prefix = prefix;
    this.#cleanup = cleanup;
  }

  get dockerHost(): string {
    return this.engine.dockerHost;
  }

  /** Where the agent of a machine listens, which Systems Manager has to know before the machine is there. */
  static async plan(hostId: string): Promise<{ hostId: string; directory: string }> {
    return { hostId, directory: await mkdtemp(join(tmpdir(), 'pn-machine-')) };
  }

  static async start(
    { hostId, directory }: { hostId: string; directory: string },
    { awsPort, env, underlay }: Omit<MachineOptions, 'hostId'>,
  ): Promise<Machine> {
    await using cleanup = new AsyncDisposableStack();
    cleanup.defer(() => rm(directory, { recursive: true, force: true }));
    const engine = cleanup.use(await DockerEngine.start());
    await makeTinyImage({ dockerHost: engine.dockerHost, reference: tinyImage.reference });

    await underlay?.by.join(engine.namespace, underlay.address);
    // Its own /run/netns: the same lab can be on two machines.
    const prefix = cleanup.use(await OwnNamespaces.open()).prefix(engine.namespace);
    const [program = '', ...rest] = prefix;

    const aws = join(directory, 'aws.sock');
    cleanup.use(await relay([`UNIX-LISTEN:${aws},fork`, `TCP:127.0.0.1:${awsPort}`]));
    cleanup.use(
      await relay([`TCP-LISTEN:${awsPort},bind=127.0.0.1,fork,reuseaddr`, `UNIX:${aws}`], engine.prefix),
    );
    const driver = `pineapple-${hostId.slice(-6)}`;
    cleanup.defer(() => rm(`/etc/docker/plugins/${driver}.spec`, { force: true }));
    const agent = cleanup.use(
      await Child.start({
        command: [
          program,
          ...rest,
          ...[process.execPath, join(repositoryRoot, 'apps/host-agent/src/main.ts')],
        ],
        env: {
          ...env,
          PATH: process.env['PATH'],
          PINEAPPLE_HOST_ID: hostId,
          PINEAPPLE_AGENT_DIR: join(directory, 'agent'),
          PINEAPPLE_AGENT_SOCKET: join(directory, 'agent.sock'),
          PINEAPPLE_AGENT_STREAMS_SOCKET: join(directory, 'streams.sock'),
          PINEAPPLE_DRIVER: driver,
          DOCKER_HOST: engine.dockerHost,
          ...(underlay && { PINEAPPLE_UNDERLAY_ADDRESS: underlay.address }),
        },
        readyWhen: /agent ready/,
      }),
    );
    return new Machine({ hostId, directory }, engine, agent, prefix, cleanup.move());
  }

  /** As Systems Manager knows a machine. */
  static instance({ hostId, directory }: { hostId: string; directory: string }) {
    return {
      instanceId: hostId,
      name: hostId,
      tags: { 'pineapple-role': 'host' },
      env: {
        PINEAPPLE_AGENT_SOCKET: join(directory, 'agent.sock'),
        PINEAPPLE_AGENT_STREAMS_SOCKET: join(directory, 'streams.sock'),
      },
      path: `${join(repositoryRoot, 'apps/host-agent/bin')}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    };
  }

  /** Names of the running containers of labs on this machine. */
  async containers(): Promise<string[]> {
    const filters = { label: [`pineapple.host=${this.hostId}`] };
    const found = await dockerClient(this.engine.dockerHost).listContainers({ filters });
    return found.map(({ Labels }) => Labels['pineapple.name'] ?? '').sort();
  }

  /** Runs a program where the agent is; what it prints. */
  async runs(...command: readonly string[]): Promise<string> {
    const [program = '', ...args] = [...this.#prefix, ...command];
    return (await run(program, args)).stdout;
  }

  /** Gives its engine an image that another engine has. */
  async takeImage(from: string, reference: string): Promise<void> {
    const image = await dockerClient(from).getImage(reference).get();
    const loading = await dockerClient(this.dockerHost).loadImage(image);
    for await (const _ of loading) continue;
  }

  /** Agent and engine are gone at one stroke, as when the power fails. Containers live on, unseen. */
  async fail(): Promise<void> {
    await Promise.all([this.agent.end('SIGKILL'), this.engine.end('SIGKILL')]);
  }

  async recover(): Promise<void> {
    // Docker waits for the agent's driver when it starts with containers.
    await Promise.all([this.agent.start(), this.engine.start()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}

/** Joins two addresses until it is ended. */
function relay(ends: readonly [string, string], prefix: readonly string[] = []): Promise<Child> {
  const [program = 'socat', ...rest] = [...prefix, 'socat', '-d', '-d', ...ends];
  return Child.start({
    command: [program, ...rest],
    env: { PATH: process.env['PATH'] },
    readyWhen: /listening on/,
  });
}
