import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { applyReport, encodePayload, TextToBytes } from '@pineapple/contracts';
import { toDesiredLab } from '@pineapple/core';
import { makeTinyImage } from '@pineapple/testing';
import { ReportingHost } from './reporting-host.ts';
import type { TestAws } from './test-aws.ts';
import type { TestServer } from './test-server.ts';

const run = promisify(execFile);
const entry = fileURLToPath(new URL('../../../host-agent/src/main.ts', import.meta.url));
const command = fileURLToPath(new URL('../../../host-agent/bin/pineapple-host', import.meta.url));
const dockerHost = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';

/** A host's agent as a process of its own, with real containers; the way to it is cut and restored at will. */
export class AgentHost implements AsyncDisposable {
  readonly hostId = `pn-api-${randomBytes(3).toString('hex')}`;
  readonly image = `${this.hostId}/tiny:1`;
  readonly #aws: TestAws;
  readonly #directory: string;
  readonly #sockets = new Set<Socket>();
  readonly #labs = new Map<string, TestServer>();
  #child: ChildProcess | null = null;

  private constructor(aws: TestAws, directory: string) {
    this.#aws = aws;
    this.#directory = directory;
  }

  static async start(aws: TestAws): Promise<AgentHost> {
    const host = new AgentHost(aws, await mkdtemp(join(tmpdir(), 'pn-api-agent-')));
    await makeTinyImage({ dockerHost, reference: host.image });
    await host.startAgent();
    return host;
  }

  get #driver(): string {
    return this.hostId.replaceAll('-', '');
  }

  async startAgent(): Promise<void> {
    const child = spawn(process.execPath, [entry], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'eu-central-1',
        AWS_ENDPOINT_URL: this.#aws.local.endpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        PINEAPPLE_HOST_ID: this.hostId,
        PINEAPPLE_AGENT_DIR: this.#directory,
        PINEAPPLE_DRIVER: this.#driver,
        PINEAPPLE_UPLINK_POOL: `100.${120 + ((randomBytes(1)[0] ?? 0) % 7)}.${randomBytes(1)[0] ?? 0}.0/24`,
        DOCKER_HOST: dockerHost,
      },
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('agent ready')) resolve();
      });
      child.once('exit', (code) => reject(new Error(`The agent ended: ${code}`)));
    });
  }

  async endAgent(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** Straight to the agent's socket, where the product goes through Systems Manager. */
  readonly open = async (): Promise<Duplex> => {
    const socket = connect(join(this.#directory, 'streams.sock'));
    await once(socket, 'connect');
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return readAsBytes(socket);
  };

  /** Cuts every connection to the agent. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Has the lab as the API stored it brought about, and its containers reported as READY. */
  async bringUp(labId: string, server: TestServer): Promise<void> {
    this.#labs.set(labId, server);
    const lab = await server.stores.labs.get(labId, { consistent: true });
    if (lab === null) throw new Error(`There is no lab ${labId}`);
    await this.#apply(toDesiredLab(lab, [{ name: 'host', description: '', reference: this.image }]));
    const reporting = new ReportingHost(server, this.hostId);
    for (const { id } of lab.containers) await reporting.report(id, 'READY');
  }

  async #apply(desired: ReturnType<typeof toDesiredLab>): Promise<void> {
    const env = { PATH: process.env['PATH'], PINEAPPLE_AGENT_SOCKET: join(this.#directory, 'agent.sock') };
    const { stdout } = await run(command, ['apply', encodePayload(desired)], { env });
    const report = applyReport.parse(JSON.parse(stdout));
    if (report.status !== 'applied') throw new Error(`The lab was not brought about: ${report.message}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      for (const labId of this.#labs.keys()) {
        const nothing = {
          format: 1,
          networks: [],
          containers: [],
          removed: true,
          revision: 1_000_000,
        } as const;
        await this.#apply({ ...nothing, labId });
      }
    } finally {
      this.cut();
      await this.endAgent('SIGTERM');
      await run('docker', ['-H', dockerHost, 'rmi', '-f', this.image]).catch(() => undefined);
      await rm(this.#directory, { recursive: true, force: true });
      await rm(`/etc/docker/plugins/${this.#driver}.spec`, { force: true });
    }
  }
}

/** What a host sends travels as text. */
function readAsBytes(socket: Socket): Duplex {
  const text = new TextToBytes();
  const end = new Duplex({
    read: () => void socket.resume(),
    write: (bytes: Buffer, _encoding, done) => void socket.write(bytes, done),
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    if (!end.push(text.read(chunk))) socket.pause();
  });
  socket.once('end', () => end.push(null));
  socket.once('close', () => end.destroy());
  socket.on('error', (error) => end.destroy(error));
  return end;
}
