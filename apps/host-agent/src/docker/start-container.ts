import { existsSync, type FSWatcher, watch } from 'node:fs';
import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { DockerClient } from './docker-client.ts';
import { DockerUnavailableError, isLeftTask, leftDirectory } from './docker-error.ts';

/** How long containerd takes at most to notice that a shim has ended, in milliseconds. */
const longestCleanUpMs = 5000;

/** Whether a command line is that of the containerd shim of this container. @param text its words, each ended by a zero */
export function isShimOf(key: string, text: string): boolean {
  const words = text.split('\0');
  return basename(words[0] ?? '').startsWith('containerd-shim') && words[words.indexOf('-id') + 1] === key;
}

/** The processes by which containerd keeps a container. @param key Docker's id */
export async function shimsOf(key: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => isShimOf(key, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))),
  );
  return pids.filter((_, index) => found[index]).map(Number);
}

/** Resolves once a directory is gone, or after a while. The next start shows whether it is. */
async function untilGone(directory: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const check = (): void => {
    if (!existsSync(directory)) resolve();
  };
  let watcher: FSWatcher;
  try {
    watcher = watch(dirname(directory), check).on('error', () => resolve());
  } catch {
    // It is not visible here.
    return;
  }
  const timer = setTimeout(resolve, longestCleanUpMs);
  check();
  await promise;
  clearTimeout(timer);
  watcher.close();
}

/**
 * Ends what containerd still has of a container whose start was interrupted by the end of dockerd: the container's shim.
 * containerd then forgets the start, and the container can be started again with all that is in it.
 *
 * @param key Docker's id
 * @returns whether there was a shim
 */
async function endLeftTask(key: string): Promise<boolean> {
  const pids = await shimsOf(key);
  await Promise.all(
    pids.map(async (pid) => {
      // A shim works in the directory that containerd removes once the shim has ended.
      const directory = await readlink(`/proc/${pid}/cwd`).catch(() => null);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has just ended.
      }
      if (directory !== null) await untilGone(directory);
    }),
  );
  return pids.length > 0;
}

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
  try {
    return await docker.startContainer(key);
  } catch (error) {
    if (!isLeftTask(error)) throw error;
    if (await endLeftTask(key)) return docker.startContainer(key);
    const directory = leftDirectory(error);
    if (directory?.endsWith(key) && (await removeLeftDirectory(directory))) return docker.startContainer(key);
    await docker.removeContainer(key);
    throw new DockerUnavailableError('Docker was killed while it started the container', { cause: error });
  }
}
