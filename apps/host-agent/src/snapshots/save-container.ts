import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mostContentBytes, snapshotLimits } from '@pineapple/core';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError } from '../docker/docker-error.ts';
import { archiveLayer } from './archive-layer.ts';
import { findLayers } from './container-layers.ts';
import { listLayer } from './layer-entries.ts';
import { firstIds, mapOwners } from './owner-map.ts';
import { type ContentStore, storeContents } from './stored-contents.ts';

interface SaveOptions {
  readonly docker: DockerClient;
  readonly store: ContentStore;
  /** Where archives lie until they are stored. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

interface SavedOnHost {
  readonly ownerId: string;
  /** Docker's id of the container. */
  readonly key: string;
  /** The reference of its image. */
  readonly image: string;
}

const tooSlow = `Reading its files took longer than ${snapshotLimits.pauseSeconds} s, for which its programs stood still.`;

/**
 * Stores what a container changed over its image. Its programs stand still while its files are read, and run again before
 * they are stored.
 * @throws Error with the reason for its owner
 */
export async function saveContainer(
  { ownerId, key, image }: SavedOnHost,
  { docker, store, directory, signal }: SaveOptions,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const { folders } = await findLayers(docker, key, image);
  const { DockerRootDir } = await docker.info();
  const folder = await mkdtemp(join(directory, 'save-'));
  try {
    await using owners = await mapOwners(firstIds(DockerRootDir));
    const layers = await paused(docker, key, async () => {
      const late = AbortSignal.timeout(snapshotLimits.pauseSeconds * 1000);
      const read = [];
      let left = mostContentBytes;
      for (const [index, layer] of folders.entries()) {
        const { present, deleted } = await listLayer(layer);
        const path = join(folder, `${index}.tar`);
        const request = {
          folder: layer,
          paths: present,
          prefix: owners.prefix,
          target: path,
          mostBytes: left,
        };
        const reading = archiveLayer({ ...request, signal: AbortSignal.any([signal, late]) });
        left -= await reading.catch((error: unknown) => {
          if (late.aborted && !signal.aborted) throw new Error(tooSlow, { cause: error });
          throw error;
        });
        read.push({ path, deleted });
      }
      return read;
    });
    return await storeContents(store, ownerId, layers, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Has a container's programs stand still meanwhile. Those of a stopped one do already. */
async function paused<T>(docker: DockerClient, key: string, read: () => Promise<T>): Promise<T> {
  const { State } = await docker.inspectContainer(key);
  if (State.Status !== 'running') return read();
  await docker.pauseContainer(key).catch((error: unknown) => {
    // It has just ended.
    if (!(error instanceof DockerError && error.status === 409)) throw error;
  });
  try {
    return await read();
  } finally {
    await docker.unpauseContainer(key);
  }
}
