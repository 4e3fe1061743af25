import { existsSync, type FSWatcher, watch } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

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
 * Ends what containerd has of a container: its shim. containerd then ends the container's processes, reports that, and
 * forgets the container, which can be started again with all that is in it.
 *
 * @param key Docker's id
 * @returns whether there was a shim
 */
export async function endShim(key: string): Promise<boolean> {
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
