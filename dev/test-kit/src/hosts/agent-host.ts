import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { createSsmClient } from '@pineapple/aws';
import { type HostManifest, toHostManifest } from '@pineapple/core';
import { labNamespace } from '@pineapple/host-agent/parts';
import { openHostSession } from '@pineapple/host-link';
import { ownResource } from '@pineapple/launcher';
import type { TestAws } from '../aws/test-aws.ts';
import { makeTinyImage } from '../docker/tiny-image.ts';
import { AgentProcess, hostPrograms } from './agent-process.ts';
import { ReportingHost, type RunningApi } from './reporting-host.ts';
import { createStreamDocument } from './stream-host.ts';

const run = promisify(execFile);
const dockerHost = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';

/** A host with a real agent and real containers, reached through Systems Manager sessions that a test can cut. */
export class AgentHost implements AsyncDisposable {
  readonly hostId: string;
  readonly image: string;
  readonly agent: AgentProcess;
  readonly #ssm: SSMClient;
  readonly #sessions = new Set<Duplex>();
  readonly #labIds = new Set<string>();

  private constructor(hostId: string, agent: AgentProcess, ssm: SSMClient) {
    this.hostId = hostId;
    this.image = `pn-api-${hostId}/tiny:1`;
    this.agent = agent;
    this.#ssm = ssm;
  }

  static async start(aws: TestAws): Promise<AgentHost> {
    const hostId = `i-${randomBytes(8).toString('hex')}`;
    const agent = await AgentProcess.prepare(hostId);
    const host = new AgentHost(hostId, agent, createSsmClient(aws.settings));
    try {
      aws.local.registerInstance({
        instanceId: hostId,
        env: { PINEAPPLE_AGENT_STREAMS_SOCKET: agent.streamsPath },
        path: `${hostPrograms}:/usr/sbin:/usr/bin:/sbin:/bin`,
      });
      await createStreamDocument(host.#ssm);
      await makeTinyImage({ dockerHost, reference: host.image });
      await agent.start({ dockerHost, endpoint: aws.settings.endpoint });
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
    return host;
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

  /** Ends every session, as an operator can in the console of Systems Manager. */
  cut(): void {
    for (const session of this.#sessions) session.destroy();
  }

  /** Applies the lab that the API has stored, and reports its containers as READY. */
  async bringUp(labId: string, server: RunningApi): Promise<void> {
    this.#labIds.add(labId);
    ownResource({ kind: 'namespace', name: labNamespace(labId) });
    const lab = await server.stores.labs.get(labId, { consistent: true });
    if (lab === null) throw new Error(`There is no lab ${labId}.`);
    await this.#apply(toHostManifest(lab, [{ name: 'host', description: '', reference: this.image }]));
    const reporting = new ReportingHost(server, this.hostId);
    for (const { id } of lab.containers) await reporting.report(id, 'READY');
  }

  async #apply(manifest: HostManifest): Promise<void> {
    const report = await this.agent.apply(manifest);
    if (report.status !== 'applied') throw new Error(`The lab was not applied: ${report.message}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      const nothing = { format: 1, networks: [], containers: [], neighbours: [] } as const;
      for (const labId of this.#labIds)
        await this.#apply({ ...nothing, labId, removed: true, revision: 1_000_000 });
    } finally {
      this.cut();
      this.#ssm.destroy();
      await this.agent[Symbol.asyncDispose]();
      await run('docker', ['-H', dockerHost, 'rmi', '-f', this.image]).catch(() => undefined);
    }
  }
}
