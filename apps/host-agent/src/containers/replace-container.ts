import { type ManifestContainer, type SettingDigests, digestsAtCreation } from '@pineapple/core';
import { z } from 'zod';
import type { ContainerDetails, ImageDetails } from '../docker/docker-answers.ts';
import type { ContainerRequest, DockerClient } from '../docker/docker-client.ts';
import { removeContainer } from '../docker/end-container.ts';
import { containerName, keptImage, labels } from '../docker/docker-names.ts';
import type { ImageFacts } from './image-facts.ts';

type Labels = ContainerDetails['Config']['Labels'];

const bytesPerGb = 1024 ** 3;
const dockersPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const settledSchema = z.record(z.string(), z.string());

/** What Docker settled of a container's settings when it created it. Of one from the warm pool, that is nothing. */
export function settledSettings(own: Labels): SettingDigests {
  try {
    return settledSchema.parse(JSON.parse(own?.[labels.settings] ?? '{}'));
  } catch {
    // An image may have a label of that name.
    return {};
  }
}

/** Whether Docker has to create a container again before its next start, because it has other settings by now. */
export function isOutdated(wanted: ManifestContainer, own: Labels): boolean {
  return JSON.stringify(settledSettings(own)) !== JSON.stringify(digestsAtCreation(wanted));
}

/** Who replaces a container, and by what. */
interface Replacement {
  /** The id of the lab's container. */
  readonly containerId: string;
  /** For a name that no other has while both exist. */
  readonly suffix: string;
  /** @param image what the present one holds */
  readonly request: (image: string) => Promise<ContainerRequest>;
  /** Docker has the new one, and still has the present one. @param key Docker's id of it */
  readonly created?: (key: string) => void;
}

/**
 * Replaces a stopped container by a new one that holds what it held. There is a container with its contents at every
 * moment, so that nothing is lost when this is interrupted.
 * @param key Docker's id of the present one
 * @returns Docker's id of the new one
 */
export async function replaceContainer(
  docker: DockerClient,
  key: string,
  { containerId, suffix, request, created }: Replacement,
): Promise<string> {
  const image = keptImage(containerId);
  await docker.commit(key, image);
  const { Labels, ...rest } = await request(image);
  const next = await docker.createContainer(`${containerName(containerId)}-${suffix}`, {
    ...rest,
    Image: image,
    Labels: { ...Labels, [labels.kept]: '1' },
  });
  created?.(next);
  await removeContainer(docker, key);
  await docker.renameContainer(next, containerName(containerId));
  return next;
}

/**
 * The request for a container of an image that Docker made of another container. Such an image has that one's settings too,
 * where the request leaves them to its image. A name without a value removes a variable.
 */
export function requestOverKept(
  request: ContainerRequest,
  image: ImageFacts,
  kept: ImageDetails,
): ContainerRequest {
  const wanted = new Map([...image.env, ...request.Env].map((line) => [nameOf(line), line]));
  const stale = (kept.Config?.Env ?? []).map(nameOf).filter((name) => !wanted.has(name));
  // Docker sets these in every container, but not where their name alone removes them.
  const always = new Map([
    ['PATH', dockersPath],
    ['HOSTNAME', request.Hostname],
  ]);
  const removals = stale.map((name) => {
    const value = always.get(name);
    return value === undefined ? name : `${name}=${value}`;
  });
  return {
    ...request,
    Env: [...wanted.values(), ...removals],
    User: request.User || image.user || '0',
    WorkingDir: request.WorkingDir || image.workingDir || '/',
  };
}

function nameOf(line: string): string {
  return line.split('=', 1)[0] ?? '';
}

/**
 * Bounds what containers that are created again and again can store: each has a disk of its own over what those before it
 * held, and what they deleted is not free again.
 * @throws Error when it holds more than its disk
 */
export function checkKeptSize(image: ImageFacts, kept: ImageDetails, diskGb: number | null): void {
  if (diskGb === null || kept.Size - image.size <= diskGb * bytesPerGb) return;
  const gigabytes = ((kept.Size - image.size) / bytesPerGb).toFixed(1);
  throw new Error(
    `Its new settings need a new container, and what the present one holds takes ${gigabytes} GB of ${diskGb} GB. ` +
      'Undo the change, or delete the container and undo that to begin with an empty one.',
  );
}
