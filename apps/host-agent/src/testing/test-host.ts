import { randomBytes } from 'node:crypto';
import type { ApplyReport } from '@pineapple/contracts';
import type { HostManifest } from '@pineapple/core';
import { makeTinyImage, type TinyImageOptions } from '@pineapple/test-kit/docker';
import { AgentProcess, scopeOf } from '@pineapple/test-kit/hosts';
import { ownResource } from '@pineapple/test-kit/run';
import { DockerClient } from '../docker/docker-client.ts';
import { DockerTransport } from '../docker/docker-transport.ts';
import { containerName, labels } from '../docker/docker-names.ts';
import { labNamespace, uplinkPrefix } from '../network/link-names.ts';
import { EventCollector } from './event-collector.ts';
import { SampleLab } from './sample-lab.ts';

/** The engine that tests use. */
const testDockerHost = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';

interface TestHostOptions {
  readonly dockerHost?: string;
  /** Where the agent finds Docker, if not at `dockerHost`. */
  readonly agentDockerHost?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly prefix?: readonly string[];
}

const usedPrefixes = new Set<string>();

/**
 * A name for a host. The rules of one agent would drop the packets of another whose uplinks have the same prefix, so two
 * agents of a file never share one, nor do those of two files that run side by side.
 */
export function newHostId(): string {
  for (;;) {
    const hostId = `pn-test-${randomBytes(3).toString('hex')}`;
    const prefix = uplinkPrefix(scopeOf(hostId));
    const isOfThisWorker = Number(prefix[1]) % 2 === Number(process.env['VITEST_POOL_ID'] ?? 0) % 2;
    if (!isOfThisWorker || usedPrefixes.has(prefix)) continue;
    usedPrefixes.add(prefix);
    return hostId;
  }
}

/** A host agent with an image and the events that it reports. Disposing of it removes its labs and images. */
export class TestHost implements AsyncDisposable {
  readonly docker: DockerClient;
  readonly events: EventCollector;
  readonly agent: AgentProcess;
  readonly hostId: string;
  /** An image that sleeps and has busybox's programs. */
  readonly image: string;
  readonly #dockerHost: string;
  readonly #hasPool: boolean;
  readonly #labs: SampleLab[] = [];
  readonly #images = new Set<string>();

  private constructor(
    { dockerHost, hasPool }: { readonly dockerHost: string; readonly hasPool: boolean },
    hostId: string,
    events: EventCollector,
    agent: AgentProcess,
  ) {
    this.#dockerHost = dockerHost;
    this.#hasPool = hasPool;
    this.docker = new DockerClient(new DockerTransport(dockerHost));
    this.hostId = hostId;
    this.events = events;
    this.agent = agent;
    this.image = `${hostId}/tiny:1`;
  }

  get scope(): string {
    return this.agent.scope;
  }

  static async start(options: TestHostOptions = {}): Promise<TestHost> {
    const dockerHost = options.dockerHost ?? testDockerHost;
    const hostId = newHostId();
    const events = await EventCollector.start(options.prefix);
    const agent = await AgentProcess.start(hostId, {
      dockerHost: options.agentDockerHost ?? dockerHost,
      endpoint: events.endpoint,
      ...(options.prefix ? { prefix: options.prefix } : {}),
      ...(options.env ? { env: options.env } : {}),
    });
    const hasPool = options.env?.['PINEAPPLE_WARM_CONTAINERS'] !== undefined;
    const host = new TestHost({ dockerHost, hasPool }, hostId, events, agent);
    await host.docker.negotiateVersion();
    await host.makeImage({});
    return host;
  }

  /** Makes an image for one test; the default image if no options are given. */
  async makeImage(options: Partial<TinyImageOptions>): Promise<string> {
    const reference = options.reference ?? this.image;
    await makeTinyImage({ dockerHost: this.#dockerHost, ...options, reference });
    this.#images.add(reference);
    return reference;
  }

  /** A lab that is removed with the host. */
  lab(): SampleLab {
    const lab = new SampleLab();
    ownResource({ kind: 'namespace', name: labNamespace(lab.desired.labId) });
    this.#labs.push(lab);
    return lab;
  }

  apply(desired: HostManifest): Promise<ApplyReport> {
    return this.agent.apply(desired);
  }

  /** Applies a lab and waits until each of its containers is READY. */
  async applyUntilReady(lab: SampleLab): Promise<ApplyReport> {
    const report = await this.apply(lab.desired);
    const wanted = lab.desired.containers.filter(({ power }) => power === 'on');
    await this.events.until(`READY (${report.message})`, () =>
      wanted.every(({ id, generation }) => {
        const known = this.events.container(id);
        return known?.phase === 'READY' && known.generation === generation;
      }),
    );
    return report;
  }

  /** Docker's id of a lab's container. */
  async keyOf(containerId: string): Promise<string> {
    const { labs } = await this.agent.status();
    const found = labs
      .flatMap(({ containers }) => containers)
      .find((each) => each.containerId === containerId);
    if (!found?.key) throw new Error(`Docker has no container ${containerId}`);
    return found.key;
  }

  /** Docker's ids of the containers of an image that wait in the warm pool. */
  async warm(reference: string): Promise<string[]> {
    const { warm } = await this.agent.status();
    return warm.containers.filter((each) => each.reference === reference).map(({ key }) => key);
  }

  /** Runs a command in a container; its exit status and output. */
  async exec(containerId: string, ...command: string[]): Promise<{ code: number | null; output: string }> {
    const key = this.#hasPool ? await this.keyOf(containerId) : containerName(containerId);
    return this.docker.exec(key, command, AbortSignal.timeout(300_000));
  }

  /**
   * Whether a container gets an answer to one packet from an address or a name.
   * @param seconds How long it waits: a second is enough for an answer that must not come, or that is waited for again.
   */
  async reaches(containerId: string, target: string, seconds = 10): Promise<boolean> {
    const { code } = await this.exec(containerId, 'ping', '-c', '1', '-W', String(seconds), target);
    return code === 0;
  }

  /** Docker's ids of all containers that carry this host's label. */
  async inDocker(): Promise<string[]> {
    const containers = await this.docker.listContainers({ labels: [`${labels.host}=${this.hostId}`] });
    return containers.map(({ Id }) => Id);
  }

  /** Removes all labs, so that another test can use the host. */
  async removeLabs(): Promise<void> {
    await Promise.all(this.#labs.splice(0).map((lab) => this.apply(lab.removed())));
  }

  /** Docker keeps an image while a container of it waits. */
  async #removePool(): Promise<void> {
    await this.agent.end('SIGTERM');
    await Promise.all((await this.inDocker()).map((key) => this.docker.removeContainer(key)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.removeLabs();
      if (this.#hasPool) await this.#removePool();
      for (const reference of this.#images) {
        await this.docker.transport.call('DELETE', `/images/${reference}`, { force: 'true' });
      }
    } finally {
      await this.agent[Symbol.asyncDispose]();
      await this.events[Symbol.asyncDispose]();
      await this.docker.transport.close();
    }
  }
}
