import type { ManifestContainer } from '@pineapple/core';
import type { BringUps } from '../containers/bring-up.ts';
import { type ContainerPolicy, containerRequest } from '../containers/container-request.ts';
import type { Gates } from '../containers/gate/gates.ts';
import type { HostContainers } from '../containers/host-containers.ts';
import { factsOf, type ImageFactsCache } from '../containers/image-facts.ts';
import {
  checkKeptSize,
  isOutdated,
  replaceContainer,
  requestOverKept,
} from '../containers/replace-container.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';

interface RenewOptions {
  readonly docker: DockerClient;
  readonly images: ImageFactsCache;
  readonly policy: () => ContainerPolicy;
  readonly gates: Gates;
  readonly hostContainers: HostContainers;
  readonly bringUps: BringUps;
}

interface Stopped {
  readonly wanted: ManifestContainer;
  readonly tracker: ContainerTracker;
  /** Docker's id. */
  readonly key: string;
}

/**
 * Creates a stopped container again if Docker created it with other settings than it has now. What it holds stays, also in
 * volumes of its image.
 * @returns Docker's id of the container to start
 * @throws Error when what it holds takes too much of the disk
 */
export async function renewContainer(
  { docker, images, policy, gates, hostContainers, bringUps }: RenewOptions,
  labId: string,
  { wanted, tracker, key }: Stopped,
): Promise<string> {
  const { Config, Mounts } = await docker.inspectContainer(key);
  if (!isOutdated(wanted, Config.Labels)) return key;
  const [facts, gate] = await Promise.all([factsOf(wanted, images), gates.make(wanted.id)]);
  const volumes = Mounts?.some(({ Type }) => Type === 'volume') ? { VolumesFrom: [key] } : {};
  const earlierGate = hostContainers.gateOf(key, wanted.id);
  const next = await replaceContainer(docker, key, {
    containerId: wanted.id,
    suffix: String(wanted.generation),
    request: async (image) => {
      const kept = await docker.inspectImage(image);
      checkKeptSize(facts, kept, policy().diskGb);
      const request = containerRequest(labId, wanted, facts, policy(), gate);
      const HostConfig = { ...request.HostConfig, ...volumes };
      return requestOverKept({ ...request, HostConfig }, facts, kept);
    },
    created: (created) => {
      // Docker's event of its end may come only now, and is about another.
      tracker.recordStopped();
      tracker.foundInDocker(created);
    },
  });
  bringUps.forget(key);
  if (earlierGate !== wanted.id) await gates.remove(earlierGate);
  return next;
}
