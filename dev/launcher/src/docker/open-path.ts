import { createHash } from 'node:crypto';
import { mkdir, readFile, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustRun } from '../processes/run-command.ts';

interface OpenPath extends AsyncDisposable {
  readonly path: string;
}

/** Whether every user may pass through the directories above a path. */
export async function isOpenToAll(path: string): Promise<boolean> {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if (((await stat(parent)).mode & 0o001) === 0) return false;
    if (parent === dirname(parent)) return true;
  }
}

/**
 * Gives a path to a directory that every user may take. If a directory above is closed, as root's home mostly is, the
 * directory is mounted a second time below /run, at the same place each time. Needs root on Linux.
 */
export async function openPath(directory: string): Promise<OpenPath> {
  if (await isOpenToAll(directory))
    return { path: directory, [Symbol.asyncDispose]: () => Promise.resolve() };
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  const path = join('/run/pineapple-networks', name);
  await mkdir(path, { recursive: true, mode: 0o755 });
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  // One that is there was left by a launcher that was killed.
  if (!mounts.includes(` ${path} `)) await mustRun('mount', ['--bind', directory, path]);
  // Lazily: a container that is still ending may use it.
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await mustRun('umount', ['--lazy', path]);
      await rmdir(path);
      // Others may have theirs in it.
      await rmdir(dirname(path)).catch(() => undefined);
    },
  };
}
