import type { SavedContents } from '@pineapple/core';
import type { DockerClient } from '../docker/docker-client.ts';
import { removeTreeInside } from '../system/remove-inside.ts';
import { type ContentStore, readLayer, readStoredList } from './stored-contents.ts';

/** A container that waits in its gate. */
interface WaitingContainer {
  /** Docker's id. */
  readonly key: string;
  readonly pid: number;
}

/**
 * Makes a container's files as they were saved. Safe to repeat until its program runs.
 * @throws Error when what was saved can't be read
 */
export async function restoreContents(
  docker: DockerClient,
  store: ContentStore,
  { key, pid }: WaitingContainer,
  contents: SavedContents,
): Promise<void> {
  const { layers } = await readStoredList(store, contents);
  for (const layer of layers) {
    for (const path of layer.deleted) await removeTreeInside(`/proc/${pid}/root`, path);
    if (layer.bytes > 0) await docker.putArchive(key, readLayer(store, contents.ownerId, layer));
  }
}
