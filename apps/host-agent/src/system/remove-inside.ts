import { constants } from 'node:fs';
import { type FileHandle, open, readdir, readlink, rmdir, unlink } from 'node:fs/promises';

const folder = constants.O_RDONLY | constants.O_DIRECTORY;
/** As in the kernel. */
const mostLinks = 40;

/**
 * Removes a file below a folder whose contents are not trusted. Symbolic links lead as they do for a process whose root is
 * that folder, and never out of it. A path that leads nowhere is left alone.
 * @throws Error when the path is a folder's, or leads in a circle
 */
export async function removeInside(root: string, path: string): Promise<void> {
  await removeAt(root, path, (walk, name) => unlink(walk.pathOf(name)));
}

/** As `removeInside`, and a folder with all that is in it. Links in it are removed, and not followed. */
export async function removeTreeInside(root: string, path: string): Promise<void> {
  await removeAt(root, path, (walk, name) => walk.removeTree(name));
}

async function removeAt(
  root: string,
  path: string,
  remove: (walk: Walk, name: string) => Promise<void>,
): Promise<void> {
  const parts = path.split('/').filter((part) => part !== '');
  const name = parts.pop();
  if (name === undefined) return;
  const walk = new Walk(await open(root, folder));
  try {
    await walk.to(parts);
    await remove(walk, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await walk.end();
  }
}

/** The folders from the root to the present one, each open, so that none can be exchanged on the way. */
class Walk {
  readonly #open: [FileHandle, ...FileHandle[]];
  #links = 0;

  constructor(root: FileHandle) {
    this.#open = [root];
  }

  pathOf(name: string): string {
    return `/proc/self/fd/${(this.#open.at(-1) ?? this.#open[0]).fd}/${name}`;
  }

  async to(parts: readonly string[]): Promise<void> {
    const rest = [...parts];
    for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
      if (part === '..') await this.#leave(1);
      else if (part !== '.' && part !== '') rest.unshift(...(await this.#enter(part)));
    }
  }

  async removeTree(name: string): Promise<void> {
    try {
      return await unlink(this.pathOf(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    }
    this.#open.push(await open(this.pathOf(name), folder | constants.O_NOFOLLOW));
    for (const child of await readdir(this.pathOf('.'))) await this.removeTree(child);
    await this.#leave(1);
    await rmdir(this.pathOf(name));
  }

  async end(): Promise<void> {
    await Promise.all(this.#open.map((handle) => handle.close()));
  }

  /** @returns where to go from there, if it is a link */
  async #enter(part: string): Promise<readonly string[]> {
    const path = this.pathOf(part);
    try {
      this.#open.push(await open(path, folder | constants.O_NOFOLLOW));
      return [];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ELOOP' && code !== 'ENOTDIR') throw error;
      this.#links += 1;
      if (this.#links > mostLinks) throw error;
      const target = await readlink(path);
      if (target.startsWith('/')) await this.#leave(this.#open.length);
      return target.split('/');
    }
  }

  /** Goes up, at most to the root. */
  async #leave(levels: number): Promise<void> {
    for (let level = 0; level < levels && this.#open.length > 1; level += 1) await this.#open.pop()?.close();
  }
}
