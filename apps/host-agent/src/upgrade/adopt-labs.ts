import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ContainerPolicy, containerRequest } from '../containers/container-request.ts';
import type { Gates } from '../containers/gates.ts';
import type { ImageFactsCache } from '../containers/image-facts.ts';
import type { ContainerSummary } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { containerName, engineVersion, keptImage, labels } from '../docker/docker-names.ts';
import type { LabRegistry } from '../state/lab-registry.ts';
import { serveOldDriver } from './old-driver.ts';

const graceSeconds = 3;

export interface AdoptLabsOptions {
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
 * Takes over what an earlier version made with Docker networks: makes each container anew, behind a gate and with the
 * files that its user left in it, and removes the networks. What fails is made from its image by the next apply.
 */
export async function adoptLabs(options: AdoptLabsOptions): Promise<void> {
  const { docker, hostId, stateDir, driver, log } = options;
  const all = await docker.listContainers([`${labels.host}=${hostId}`]);
  const old = all.filter(({ Labels }) => Labels?.[labels.engine] !== engineVersion);
  const networks = await docker.listNetworks(driver);
  await rm(join(stateDir, 'networks'), { recursive: true, force: true });
  if (old.length === 0 && networks.length === 0) return;
  log.info({ containers: old.length, networks: networks.length }, 'taking over labs of an earlier version');
  await using _ = await serveOldDriver(driver);
  for (const summary of old) {
    try {
      await adopt(summary, options);
    } catch (error) {
      log.error({ err: error, key: summary.Id }, 'could not keep what is inside a container');
    }
  }
  for (const { Id, Name } of networks) {
    await docker
      .removeNetwork(Id)
      .catch((error: unknown) =>
        log.warn({ err: error, network: Name }, 'could not remove a Docker network'),
      );
  }
}

async function adopt(
  { Id, Labels }: ContainerSummary,
  { docker, images, gates, registry, policy }: AdoptLabsOptions,
): Promise<void> {
  const [labId = '', containerId = ''] = [Labels?.[labels.lab], Labels?.[labels.container]];
  const wanted = registry.get(labId)?.container(containerId);
  // Of a lab that this agent does not know. The apply that brings the lab decides.
  if (!wanted || Labels?.[labels.name] !== wanted.name) return;
  await docker.stopContainer(Id, graceSeconds);
  const image = keptImage(containerId);
  await docker.commit(Id, image);
  const request = containerRequest(
    labId,
    wanted,
    await images.of(image),
    policy(),
    await gates.make(containerId),
  );
  // Under another name, so that a copy is there at every moment.
  const copy = await docker.createContainer(`${containerName(containerId)}-kept`, {
    ...request,
    Image: image,
    Labels: { ...request.Labels, [labels.kept]: '1' },
  });
  await docker.removeContainer(Id);
  await docker.renameContainer(copy, containerName(containerId));
}
