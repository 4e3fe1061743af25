import { createWriteStream, type WriteStream } from 'node:fs';
import type { Server } from 'node:http';
import { Writable } from 'node:stream';
import { hostEventSource } from '@pineapple/contracts';
import type Docker from 'dockerode';
import { ownResource, runIsEnding } from '../run/open-run.ts';
import { awsGate } from './aws-gate.ts';
import { containerName } from './container-spec.ts';
import { startContainer, stopContainer } from './ensure-container.ts';
import { execStream } from './exec-stream.ts';
import { LocalSockets } from './local-sockets.ts';
import { awsStream, hostReady, inside } from './paths.ts';
import { Tunnel } from './tunnel/tunnel.ts';

interface HostContainerOptions {
  readonly docker: Docker;
  readonly dockerHost: string;
  readonly hostId: string;
  /** The environment of the agent, besides what belongs to the container. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the local AWS answers. */
  readonly awsEndpoint: string;
  /** The local paths of the sockets `docker`, `agent` and `streams` of the container. */
  readonly sockets: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly onRestart: (reason: string) => void;
}

const startTimeoutMs = 120_000;
const keptCharacters = 4_000;
const firstDelayMs = 200;
const longestDelayMs = 10_000;

/**
 * A host that is a container in some Docker. The container's Docker and agent answer at local sockets: one `docker exec`
 * carries them, so that it works wherever that Docker runs. If the container ends, it is started again.
 */
export class HostContainer implements AsyncDisposable {
  readonly name: string;
  readonly #options: HostContainerOptions;
  readonly #log: WriteStream;
  readonly #gate: Server;
  readonly #sockets: LocalSockets;
  readonly #record: Disposable;
  #tunnel: Tunnel | null = null;
  #container: Docker.Container | null = null;
  #stopping = false;
  #restart: NodeJS.Timeout | null = null;
  #delayMs = firstDelayMs;
  #reason = '';

  private constructor(options: HostContainerOptions) {
    this.#options = options;
    this.name = containerName(options.hostId);
    this.#log = createWriteStream(options.logFile, { flags: 'a' });
    this.#gate = awsGate(options.awsEndpoint, hostEventSource(options.hostId));
    this.#sockets = new LocalSockets(options.sockets, (name) => this.#tunnel?.open(name) ?? null);
    const { dockerHost } = options;
    this.#record = ownResource({ kind: 'host-container', dockerHost, name: this.name });
  }

  /** Starts the container and everything in it. @throws Error with the end of its output if it does not get ready */
  static async start(options: HostContainerOptions): Promise<HostContainer> {
    const host = new HostContainer(options);
    try {
      await host.#sockets.listen();
      await host.#start();
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
    return host;
  }

  /** Sends a signal to the agent in the container, where it is started again. */
  async killAgent(signal: NodeJS.Signals): Promise<void> {
    const exec = await this.#container?.exec({ Cmd: ['pkill', `-${signal}`, '-f', '/agent/agent.mjs'] });
    await exec?.start({});
  }

  async #start(): Promise<void> {
    const { docker, dockerHost, hostId, env } = this.#options;
    // After a lost connection the container still runs, and its labs need not stop.
    let container = (await this.#isRunning()) ? this.#container : null;
    if (!container) {
      const started = await startContainer(docker, dockerHost, { hostId, env });
      container = this.#container = started.container;
      await this.#untilReady(started.output);
    }
    await this.#connect(container);
  }

  async #isRunning(): Promise<boolean> {
    const state = await this.#container?.inspect().catch(() => null);
    return state?.State.Running ?? false;
  }

  async #connect(container: Docker.Container): Promise<void> {
    const carrier = await execStream(
      container,
      ['socat', '-b', '65536', 'STDIO', `UNIX-CONNECT:${inside.tunnelSocket}`],
      (text) => void this.#log.write(text),
    );
    const tunnel = new Tunnel(carrier, {
      end: 'launcher',
      accept: (name, stream) => {
        if (name === awsStream) this.#gate.emit('connection', stream);
        else stream.destroy();
      },
    });
    this.#tunnel = tunnel;
    void tunnel.closed.then(() => this.#startAgain('The connection to the host ended'));
  }

  /** Writes the container's output to the log until it ends. Resolves at the line that says that all of it runs. */
  async #untilReady(output: NodeJS.ReadableStream): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    let printed = '';
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#log.write(chunk);
        printed = (printed + chunk.toString()).slice(-keptCharacters);
        if (printed.includes(hostReady)) resolve(undefined);
        done();
      },
    });
    this.#options.docker.modem.demuxStream(output, sink, sink);
    const fail = (what: string): void => reject(new Error(`The container ${this.name} ${what}:\n${printed}`));
    output.once('end', () => fail('ended before it was ready'));
    output.once('error', () => fail('lost its output before it was ready'));
    const timer = setTimeout(() => fail(`was not ready after ${startTimeoutMs / 1000} s`), startTimeoutMs);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  #startAgain(reason: string): void {
    this.#tunnel = null;
    if (this.#stopping || runIsEnding()) return;
    // While Docker is down, each attempt fails for the same reason.
    if (reason !== this.#reason) this.#options.onRestart(`${reason}; starting ${this.name} again`);
    this.#reason = reason;
    this.#restart = setTimeout(() => {
      this.#start().then(
        () => {
          this.#delayMs = firstDelayMs;
          this.#reason = '';
        },
        (error: unknown) => this.#startAgain(error instanceof Error ? error.message : String(error)),
      );
    }, this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs);
  }

  /** Stops the labs and the container. It and its volume stay for the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    if (this.#restart) clearTimeout(this.#restart);
    if (this.#container) await stopContainer(this.#options.docker, this.name);
    this.#tunnel?.close();
    await this.#sockets.close();
    this.#gate.closeAllConnections();
    this.#log.end();
    this.#record[Symbol.dispose]();
  }
}
