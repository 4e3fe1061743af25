import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ApplyReport, applyReport, encodePayload } from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';

const run = promisify(execFile);
const entry = fileURLToPath(new URL('../main.ts', import.meta.url));
const command = fileURLToPath(new URL('../../bin/pineapple-host', import.meta.url));

export interface AgentProcessOptions {
  readonly dockerHost: string;
  readonly eventEndpoint: string;
  readonly hostId: string;
  readonly driver: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Put before node, as `nsenter --net=…`. */
  readonly prefix?: readonly string[];
}

/** The host agent as a process of its own, with its own files; it can be killed and started again. */
export class AgentProcess implements AsyncDisposable {
  readonly directory: string;
  readonly #options: AgentProcessOptions;
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(options: AgentProcessOptions, directory: string) {
    this.#options = options;
    this.directory = directory;
  }

  static async start(options: AgentProcessOptions): Promise<AgentProcess> {
    const agent = new AgentProcess(options, await mkdtemp(join(tmpdir(), 'pn-agent-')));
    try {
      await agent.start();
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

  /** What it has logged. */
  get output(): string {
    return this.#output;
  }

  /** Starts it, or starts it again; resolves when it is ready. */
  async start(): Promise<void> {
    const { dockerHost, eventEndpoint, hostId, driver, env = {}, prefix = [] } = this.#options;
    const [program = process.execPath, ...args] = [...prefix, process.execPath, entry];
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: eventEndpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        PINEAPPLE_HOST_ID: hostId,
        PINEAPPLE_AGENT_DIR: this.directory,
        PINEAPPLE_DRIVER: driver,
        DOCKER_HOST: dockerHost,
        ...env,
      },
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let fresh = '';
      const take = (chunk: Buffer): void => {
        fresh += chunk.toString();
        this.#output += chunk.toString();
        if (fresh.includes('agent ready')) resolve();
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('exit', (code, signal) =>
        reject(new Error(`The agent ended (${signal ?? code}): ${fresh}`)),
      );
    });
  }

  /** Runs `pineapple-host apply`, as Systems Manager does. */
  async apply(desired: HostManifest): Promise<ApplyReport> {
    const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: this.socketPath };
    const outcome = await run(command, ['apply', encodePayload(desired)], { env }).catch(
      (error: { stdout: string; stderr: string; code: number }) => error,
    );
    try {
      return applyReport.parse(JSON.parse(outcome.stdout));
    } catch (cause) {
      throw new Error(`pineapple-host printed ${outcome.stdout} ${outcome.stderr}`, { cause });
    }
  }

  /** Memory that it holds, without what it shares with other programs. */
  async memoryBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#child?.pid ?? 0}/status`, 'utf8');
    return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** Ends it by a signal; resolves once it is gone. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.directory, { recursive: true, force: true });
    await rm(`/etc/docker/plugins/${this.#options.driver}.spec`, { force: true });
  }
}
