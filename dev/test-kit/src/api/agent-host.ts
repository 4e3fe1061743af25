import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CreateDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { createSsmClient } from '@pineapple/aws';
import { openHostSession } from '@pineapple/host-link';
import { applyReport, encodePayload } from '@pineapple/contracts';
import {
  streamDocumentName,
  streamDocumentParameter,
  streamPayloadPattern,
} from '@pineapple/host-link/protocol';
import { toHostManifest } from '@pineapple/core';
import { makeTinyImage } from '@pineapple/test-kit/docker';
import { ReportingHost, type RunningApi } from './reporting-host.ts';
import type { TestAws } from './test-aws.ts';

const run = promisify(execFile);
const entry = fileURLToPath(new URL('../../../../apps/host-agent/src/main.ts', import.meta.url));
const command = fileURLToPath(new URL('../../../../apps/host-agent/bin/pineapple-host', import.meta.url));
const dockerHost = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';

/**
 * A host with an agent as a process of its own and real containers, reached through sessions of Systems Manager,
 * which are cut at will.
 */
export class AgentHost implements AsyncDisposable {
  readonly hostId = `i-${randomBytes(8).toString('hex')}`;
  readonly image = `pn-api-${this.hostId}/tiny:1`;
  readonly #aws: TestAws;
  readonly #directory: string;
  readonly #ssm: SSMClient;
  readonly #sessions = new Set<Duplex>();
  readonly #labs = new Map<string, RunningApi>();
  #child: ChildProcess | null = null;

  private constructor(aws: TestAws, directory: string) {
    this.#aws = aws;
    this.#directory = directory;
    this.#ssm = createSsmClient({
      endpoint: aws.local.endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  static async start(aws: TestAws): Promise<AgentHost> {
    const host = new AgentHost(aws, await mkdtemp(join(tmpdir(), 'pn-api-agent-')));
    try {
      await host.#register();
      await makeTinyImage({ dockerHost, reference: host.image });
      await host.startAgent();
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
    return host;
  }

  get #driver(): string {
    return `pnapi${this.hostId.slice(2, 8)}`;
  }

  async startAgent(): Promise<void> {
    const child = spawn(process.execPath, [entry], {
      stdio: ['ignore', 'pipe', 'ignore'],
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

  readonly open = async (instanceId: string, purpose: string, signal: AbortSignal): Promise<Duplex> => {
    const session = await openHostSession(this.#ssm, {
      instanceId,
      purpose: { version: 1, instance: 'test', purpose },
      signal,
    });
    this.#sessions.add(session);
    session.once('close', () => this.#sessions.delete(session));
    return session;
  };

  /** Ends every session, as somebody in the console of Systems Manager can. */
  cut(): void {
    for (const session of this.#sessions) session.destroy();
  }

  /** Has the lab as the API stored it brought about, and its containers reported as READY. */
  async bringUp(labId: string, server: RunningApi): Promise<void> {
    this.#labs.set(labId, server);
    const lab = await server.stores.labs.get(labId, { consistent: true });
    if (lab === null) throw new Error(`There is no lab ${labId}`);
    await this.#apply(toHostManifest(lab, [{ name: 'host', description: '', reference: this.image }]));
    const reporting = new ReportingHost(server, this.hostId);
    for (const { id } of lab.containers) await reporting.report(id, 'READY');
  }

  /** What the product's set-up does once. */
  async #register(): Promise<void> {
    this.#aws.local.registerInstance({
      instanceId: this.hostId,
      env: { PINEAPPLE_AGENT_STREAMS_SOCKET: join(this.#directory, 'streams.sock') },
      path: `${dirname(command)}:/usr/sbin:/usr/bin:/sbin:/bin`,
    });
    const content = {
      schemaVersion: '1.0',
      sessionType: 'InteractiveCommands',
      parameters: {
        [streamDocumentParameter]: { type: 'String', allowedPattern: streamPayloadPattern.source },
      },
      properties: {
        linux: {
          commands: `exec pineapple-host stream {{ ${streamDocumentParameter} }}`,
          runAsElevated: true,
        },
      },
    };
    const document = {
      Name: streamDocumentName,
      DocumentType: 'Session',
      Content: JSON.stringify(content),
    } as const;
    await this.#ssm.send(new CreateDocumentCommand(document));
  }

  async #apply(desired: ReturnType<typeof toHostManifest>): Promise<void> {
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
          neighbours: [],
          removed: true,
          revision: 1_000_000,
        } as const;
        await this.#apply({ ...nothing, labId });
      }
    } finally {
      this.cut();
      this.#ssm.destroy();
      await this.endAgent('SIGTERM');
      await run('docker', ['-H', dockerHost, 'rmi', '-f', this.image]).catch(() => undefined);
      await rm(this.#directory, { recursive: true, force: true });
      await rm(`/etc/docker/plugins/${this.#driver}.spec`, { force: true });
    }
  }
}
