import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ContainerPolicy, containerRequest } from '../containers/container-request.ts';
import type { Gates } from '../containers/gate/gates.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import { replaceContainer } from '../containers/replace-container.ts';
import type { ContainerSummary } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { engineVersion, labels } from '../docker/docker-names.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { serveOldDriver } from './old-driver.ts';

const graceSeconds = 3;

interface UpgradeOptions {
  readonly hostId: string;
  readonly stateDir: string;
  /** The driver of the networks of earlier versions. */
  readonly driver: string;
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly gates: Gates;
  readonly registry: LabRegistry;
  readonly policy: () => ContainerPolicy;
  readonly log: Logger;
}

/**
 * Takes over what an earlier version made with Docker networks: creates each container again, behind a gate and with the
 * files that its user left in it, and removes the networks. What fails is made from its image by the next apply.
 */
export class Upgrade {
  readonly #options: UpgradeOptions;
  /** The earlier version's records of its networks. */
  readonly #records: string;
  #driver: AsyncDisposable | null = null;
  #isDone = false;

  private constructor(options: UpgradeOptions) {
    this.#options = options;
    this.#records = join(options.stateDir, 'networks');
  }

  /** Serves the driver of the old networks if there may be any: an engine that has them waits for it when it starts. */
  static async open(options: UpgradeOptions): Promise<Upgrade> {
    const upgrade = new Upgrade(options);
    const records = await readdir(upgrade.#records).catch(() => []);
    if (records.length > 0) upgrade.#driver = await serveOldDriver(options.driver);
    return upgrade;
  }

  /** Takes the labs over, at the first contact with Docker. */
  async run(): Promise<void> {
    if (this.#isDone) return;
    const { docker, hostId, driver, log } = this.#options;
    const all = await docker.listContainers({ labels: [`${labels.host}=${hostId}`] });
    const old = all.filter(({ Labels }) => Labels?.[labels.engine] !== engineVersion);
    const networks = await docker.listNetworks(driver);
    if (old.length > 0 || networks.length > 0) {
      log.info({ containers: old.length, networks: networks.length }, 'taking over an earlier version');
      this.#driver ??= await serveOldDriver(driver);
    }
    for (const summary of old) {
      try {
        await adopt(summary, this.#options);
      } catch (error) {
        log.error({ err: error, key: summary.Id }, 'could not keep what is inside a container');
      }
    }
    for (const { Id, Name } of networks) {
      const failed = (error: unknown): void =>
        log.warn({ err: error, network: Name }, 'could not remove a Docker network');
      await docker.removeNetwork(Id).catch(failed);
    }
    await rm(this.#records, { recursive: true, force: true });
    await this.close();
    this.#isDone = true;
  }

  async close(): Promise<void> {
    await this.#driver?.[Symbol.asyncDispose]();
    this.#driver = null;
  }
}

async function adopt(
  { Id, Labels }: ContainerSummary,
  { docker, images, gates, registry, policy }: UpgradeOptions,
): Promise<void> {
  const [labId = '', containerId = ''] = [Labels?.[labels.lab], Labels?.[labels.container]];
  const wanted = registry.get(labId)?.container(containerId);
  // Of a lab that this agent does not know. The apply that brings the lab decides.
  if (!wanted) return;
  await docker.stopContainer(Id, graceSeconds);
  const gate = await gates.make(containerId);
  await replaceContainer(docker, Id, {
    containerId,
    suffix: 'kept',
    request: async (image) => containerRequest(labId, wanted, await images.of(image), policy(), gate),
  });
}
