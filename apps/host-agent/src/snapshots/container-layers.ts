import { dirname } from 'node:path';
import { z } from 'zod';
import type { DockerClient } from '../docker/docker-client.ts';
import { labels } from '../docker/docker-names.ts';

const layersOf = z.object({
  GraphDriver: z.object({
    Name: z.string(),
    Data: z.object({ UpperDir: z.string(), LowerDir: z.string().default('') }).nullish(),
  }),
});

/** What a container has of its own over its image. */
export interface ContainerLayers {
  /** Folders on this host, from the lowest layer up. */
  readonly folders: readonly string[];
}

/**
 * Finds the layers of a container. One that was created again with other settings has those of the containers before it.
 * @param image the reference of the image that the lab wants it to run
 * @throws Error when the engine keeps layers in another way than overlay2
 */
export async function findLayers(docker: DockerClient, key: string, image: string): Promise<ContainerLayers> {
  const container = await inspect(docker, `/containers/${key}/json`);
  const { Config } = await docker.inspectContainer(key);
  if (Config.Labels?.[labels.kept] !== '1') return { folders: [container.upper] };
  const base = await inspect(docker, `/images/${encodeURI(image)}/json`);
  const shared = new Set([base.upper, ...base.lower]);
  const own = container.lower.filter((folder) => !shared.has(folder) && !dirname(folder).endsWith('-init'));
  if (own.length === container.lower.filter((folder) => !dirname(folder).endsWith('-init')).length)
    throw new Error(
      `The image '${image}' was replaced on this host since the container was made, so that what the container changed is unknown.`,
    );
  // Docker lists the uppermost first.
  return { folders: [...own.toReversed(), container.upper] };
}

async function inspect(docker: DockerClient, path: string) {
  const { GraphDriver } = layersOf.parse(await docker.transport.call('GET', path));
  const { Name, Data } = GraphDriver;
  if (Name !== 'overlay2' || !Data)
    throw new Error(
      `The Docker of this host stores containers with ${Name}. Their contents can be saved with overlay2 only.`,
    );
  return { upper: Data.UpperDir, lower: Data.LowerDir.split(':').filter((folder) => folder !== '') };
}
