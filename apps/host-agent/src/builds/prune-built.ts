import { z } from 'zod';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError } from '../docker/docker-error.ts';

/** Images of users that a host keeps besides those that containers use. Any host can get a removed one again. */
const mostUnused = 20;
/** What they take together, without what they share. */
const mostUnusedBytes = 20 * 1024 ** 3;

const summaries = z.array(
  z.object({
    RepoTags: z.array(z.string()).nullable(),
    Created: z.number(),
    Size: z.number(),
    /** Negative if it was not counted. */
    SharedSize: z.number(),
  }),
);

/** Removes the oldest images of users. Docker keeps those that a container uses. */
export async function pruneBuilt(docker: DockerClient, newest: string): Promise<void> {
  const query = { filters: JSON.stringify({ reference: ['pineapple/own'] }), 'shared-size': 'true' };
  const images = summaries.parse(await docker.transport.call('GET', '/images/json', query));
  let count = 0;
  let bytes = 0;
  for (const { RepoTags, Size, SharedSize } of images.toSorted((a, b) => b.Created - a.Created)) {
    const tags = (RepoTags ?? []).filter((tag) => tag !== newest);
    count += tags.length;
    bytes += Size - Math.max(0, SharedSize);
    if (count <= mostUnused && bytes <= mostUnusedBytes) continue;
    for (const tag of tags) await removeUnused(docker, tag);
  }
}

async function removeUnused(docker: DockerClient, tag: string): Promise<void> {
  try {
    await docker.removeImage(tag);
  } catch (error) {
    // A container uses it.
    if (!(error instanceof DockerError && error.status === 409)) throw error;
  }
}
