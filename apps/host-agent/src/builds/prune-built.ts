import { z } from 'zod';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError } from '../docker/docker-error.ts';

/** Built images that a host keeps besides those that containers use. Any host can build a removed one again. */
const mostUnused = 20;

const summaries = z.array(
  z.object({ RepoTags: z.array(z.string()).nullable(), Created: z.number(), Containers: z.number() }),
);

/** Removes the oldest images of users. Docker keeps those that a container uses. */
export async function pruneBuilt(docker: DockerClient, newest: string): Promise<void> {
  const query = { filters: JSON.stringify({ reference: ['pineapple/own'] }) };
  const images = summaries.parse(await docker.transport.call('GET', '/images/json', query));
  const tags = images
    .toSorted((a, b) => b.Created - a.Created)
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .filter((tag) => tag !== newest);
  for (const tag of tags.slice(mostUnused)) {
    try {
      await docker.removeImage(tag);
    } catch (error) {
      // A container uses it.
      if (!(error instanceof DockerError && error.status === 409)) throw error;
    }
  }
}
