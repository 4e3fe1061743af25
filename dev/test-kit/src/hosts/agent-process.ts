import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type ApplyReport,
  applyReport,
  encodePayload,
  type BuildCommand,
  encodeBuild,
  encodeSave,
  type SaveCommand,
} from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import { ChildProgram, ownResource, repositoryRoot } from '@pineapple/launcher';
import { type AgentStatus, readAgentStatus } from './agent-status.ts';

const run = promisify(execFile);
const entry = join(repositoryRoot, 'apps/host-agent/src/main.ts');
/** Where `pineapple-host` is. */
export const hostPrograms = join(repositoryRoot, 'apps/host-agent/bin');

interface AgentProcessOptions {
  readonly dockerHost: string;
  /** Where AWS answers. */
  readonly endpoint: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Words before node, such as `nsenter --net=…`. */
  readonly prefix?: readonly string[];
}

/** What tells the agent of a host apart from others on the machine. */
export const scopeOf = (hostId: string): string => hostId.replaceAll('-', '');

/** A host agent in its own process, with its own files. It can be killed and started again. */
export class AgentProcess implements AsyncDisposable {
  readonly hostId: string;
  readonly scope: string;
  readonly directory: string;
  readonly #owned = new DisposableStack();
  #program: ChildProgram | null = null;

  private constructor(hostId: string, directory: string) {
    this.hostId = hostId;
    this.scope = scopeOf(hostId);
    this.directory = directory;
  }

  /** Makes the agent's directory, so that Systems Manager can learn its sockets before it starts. */
  static async prepare(hostId: string): Promise<AgentProcess> {
    return new AgentProcess(hostId, await mkdtemp(join(tmpdir(), 'pn-agent-')));
  }

  static async start(hostId: string, options: AgentProcessOptions): Promise<AgentProcess> {
    const agent = await AgentProcess.prepare(hostId);
    try {
      await agent.start(options);
    } catch (error) {
      await agent[Symbol.asyncDispose]();
      throw error;
    }
    return agent;
  }

  get socketPath(): string {
    return join(this.directory, 'agent.sock');
  }

  get streamsPath(): string {
    return join(this.directory, 'streams.sock');
  }

  /** The last part of its log. */
  get output(): string {
    return this.#program?.output ?? '';
  }

  /** Starts the agent; resolves when it is ready. Without options it starts again as before. */
  async start(options?: AgentProcessOptions): Promise<void> {
    if (this.#program) return this.#program.start();
    if (!options) throw new Error('The first start of an agent needs options.');
    const { hostId } = this;
    const { dockerHost, endpoint, env, prefix = [] } = options;
    this.#owned.use(ownResource({ kind: 'labelled', dockerHost, label: `pineapple.host=${hostId}` }));
    const [program = process.execPath, ...args] = [...prefix, process.execPath, entry];
    this.#program = await ChildProgram.start({
      name: `The agent of ${hostId}`,
      command: [program, ...args],
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        PINEAPPLE_HOST_ID: hostId,
        PINEAPPLE_AGENT_DIR: this.directory,
        PINEAPPLE_SCOPE: this.scope,
        PINEAPPLE_UPLINK_POOL: uplinkPool(),
        // Tests count the containers in Docker. Those of the warm pool turn it on.
        PINEAPPLE_WARM_CONTAINERS: '0',
        DOCKER_HOST: dockerHost,
        ...env,
      },
      readyWhen: /agent ready/,
    });
  }

  /** Runs `pineapple-host apply`, as Systems Manager does. */
  async apply(manifest: HostManifest): Promise<ApplyReport> {
    const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: this.socketPath };
    const command = join(hostPrograms, 'pineapple-host');
    const outcome = await run(command, ['apply', encodePayload(manifest)], { env }).catch(
      (error: { stdout: string; stderr: string }) => error,
    );
    try {
      return applyReport.parse(JSON.parse(outcome.stdout));
    } catch (cause) {
      throw new Error(`pineapple-host printed ${outcome.stdout} ${outcome.stderr}`, { cause });
    }
  }

  /** Runs `pineapple-host build`. The build goes on when it has returned. */
  async build(command: BuildCommand): Promise<void> {
    const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: this.socketPath };
    await run(join(hostPrograms, 'pineapple-host'), ['build', encodeBuild(command)], { env });
  }

  /** Runs `pineapple-host save`. The save goes on when it has returned. */
  async save(command: SaveCommand): Promise<void> {
    const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: this.socketPath };
    await run(join(hostPrograms, 'pineapple-host'), ['save', encodeSave(command)], { env });
  }

  /** What `pineapple-host status` prints. */
  status(): Promise<AgentStatus> {
    return readAgentStatus(this.socketPath);
  }

  /** Bytes of memory that it does not share with other programs. */
  async memoryBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#program?.pid ?? 0}/status`, 'utf8');
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** Ends the agent by a signal; resolves once it has ended. */
  async end(signal: NodeJS.Signals): Promise<void> {
    await this.#program?.end(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
    // What it started may write until it ends.
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    this.#owned.dispose();
  }
}

/** A part of the carrier-grade NAT range for each agent, because tests share this machine. */
function uplinkPool(): string {
  const [first = 0, second = 0] = randomBytes(2);
  return `100.${100 + (first % 27)}.${second}.0/24`;
}
