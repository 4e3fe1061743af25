import { join } from 'node:path';
import { ChildProgram, dockerClient } from '@pineapple/launcher';
import { type DockerEngine, IsolatedMachine, makeTinyImage, type Underlay } from '@pineapple/test-kit/docker';
import { type AgentProcess, hostPrograms } from '@pineapple/test-kit/hosts';

/** The image that labs on test machines run. It is `tiny` in the site's catalogue. */
export const tinyImage = { name: 'tiny', description: 'busybox', reference: 'pn-site/tiny:1' };

interface MachineOptions {
  /** The port of AWS outside. The machine has no network of its own, so it reaches AWS through a socket. */
  readonly awsPort: number;
  readonly env: Readonly<Record<string, string>>;
  /** The link to the other machines. Left out, they do not reach each other. */
  readonly underlay?: Underlay;
}

/**
 * A host of a site: an isolated machine with a host agent. Only Systems Manager's commands and the agent's own reports
 * cross its border.
 */
export class Machine implements AsyncDisposable {
  readonly agent: AgentProcess;
  readonly #machine: IsolatedMachine;
  readonly #cleanup: AsyncDisposableStack;

  private constructor(agent: AgentProcess, machine: IsolatedMachine, cleanup: AsyncDisposableStack) {
    this.agent = agent;
    this.#machine = machine;
    this.#cleanup = cleanup;
  }

  get hostId(): string {
    return this.agent.hostId;
  }

  get agentSocket(): string {
    return this.agent.socketPath;
  }

  get engine(): DockerEngine {
    return this.#machine.engine;
  }

  get dockerHost(): string {
    return this.engine.dockerHost;
  }

  /** Starts a machine for an agent whose sockets Systems Manager knows already. */
  static async start(agent: AgentProcess, { awsPort, env, underlay }: MachineOptions): Promise<Machine> {
    await using cleanup = new AsyncDisposableStack();
    const machine = cleanup.use(await IsolatedMachine.start(underlay));
    const { dockerHost, prefix } = machine.engine;
    await makeTinyImage({ dockerHost, reference: tinyImage.reference });
    const aws = join(agent.directory, 'aws.sock');
    cleanup.use(await relay([`UNIX-LISTEN:${aws},fork`, `TCP:127.0.0.1:${awsPort}`]));
    cleanup.use(await relay([`TCP-LISTEN:${awsPort},bind=127.0.0.1,fork,reuseaddr`, `UNIX:${aws}`], prefix));
    cleanup.use(agent);
    await agent.start({
      dockerHost,
      endpoint: `http://127.0.0.1:${awsPort}`,
      prefix: machine.prefix,
      env: { ...env, ...(underlay && { PINEAPPLE_UNDERLAY_ADDRESS: underlay.address }) },
    });
    return new Machine(agent, machine, cleanup.move());
  }

  /** Registers a machine with Systems Manager. */
  static instance({ hostId, socketPath, streamsPath }: AgentProcess) {
    return {
      instanceId: hostId,
      name: hostId,
      tags: { 'pineapple-role': 'host' },
      env: { PINEAPPLE_AGENT_SOCKET: socketPath, PINEAPPLE_AGENT_STREAMS_SOCKET: streamsPath },
      path: `${hostPrograms}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    };
  }

  /** Names of the running containers of labs on this machine. */
  async containers(): Promise<string[]> {
    const filters = { label: [`pineapple.host=${this.hostId}`] };
    const found = await dockerClient(this.dockerHost).listContainers({ filters });
    return found.map(({ Labels }) => Labels['pineapple.name'] ?? '').sort();
  }

  /** Runs a program on the machine and returns what it prints. */
  runs(...command: readonly string[]): Promise<string> {
    return this.#machine.runs(...command);
  }

  /** Copies an image from another engine. */
  async takeImage(from: string, reference: string): Promise<void> {
    const image = await dockerClient(from).getImage(reference).get();
    const loading = await dockerClient(this.dockerHost).loadImage(image);
    for await (const _ of loading) continue;
  }

  /** Kills agent and engine at the same time, as a power failure does. Containers keep running. */
  async fail(): Promise<void> {
    await Promise.all([this.agent.end('SIGKILL'), this.engine.end('SIGKILL')]);
  }

  async recover(): Promise<void> {
    await Promise.all([this.agent.start(), this.engine.start()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }
}

/** Connects two addresses until it is ended. */
function relay(ends: readonly [string, string], prefix: readonly string[] = []): Promise<ChildProgram> {
  const [program = 'socat', ...rest] = [...prefix, 'socat', '-d', '-d', ...ends];
  return ChildProgram.start({
    name: 'socat',
    command: [program, ...rest],
    env: { PATH: process.env['PATH'] },
    readyWhen: /listening on/,
  });
}
