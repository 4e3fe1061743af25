import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { DockerClient } from './docker-client.ts';
import { DockerUnavailableError, isLeftTask, leftDirectory } from './docker-error.ts';
import { endShim } from './shims.ts';

/** An earlier start leaves a shim, a directory, or both. */
const mostTries = 3;

/**
 * Removes the directory that containerd left when it was killed while it started a container.
 * @returns whether there was one, with nothing mounted in it
 */
export async function removeLeftDirectory(directory: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  if (!existsSync(directory) || mounts.includes(` ${directory}/`)) return false;
  await rm(directory, { recursive: true, force: true });
  return true;
}

/**
 * Starts a container, also if dockerd or containerd was killed during an earlier start.
 *
 * @param key Docker's id
 * @throws DockerUnavailableError when the earlier start can't be ended: the container is removed, and can be made again
 */
export async function startContainer(docker: DockerClient, key: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await docker.startContainer(key);
    } catch (error) {
      if (!isLeftTask(error)) throw error;
      // Once one thing is gone, Docker may meet the other.
      const [hadShim, hadDirectory] = [await endShim(key), await removeOwnDirectory(key, error)];
      if (tries < mostTries && (hadShim || hadDirectory)) continue;
      await docker.removeContainer(key);
      throw new DockerUnavailableError('Docker was killed while it started the container', { cause: error });
    }
  }
}

async function removeOwnDirectory(key: string, error: unknown): Promise<boolean> {
  const directory = leftDirectory(error);
  return directory?.endsWith(`/${key}`) === true && removeLeftDirectory(directory);
}
