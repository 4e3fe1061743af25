import { spawn } from 'node:child_process';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extract, type Header } from 'tar-stream';
import { nameFiles } from '../containers/gate/gates.ts';

/** What one layer of a container says. */
export interface LayerEntries {
  /** Relative paths such as `./etc/motd`, folders before what is in them. */
  readonly present: readonly string[];
  /** Absolute paths that lower layers have and this one takes away. */
  readonly deleted: readonly string[];
}

const mostEntries = 200_000;
/** What Docker and the agent put into a container, or mount there. Writing to such a place would take the mount away. */
const foreign: ReadonlySet<string> = new Set(
  [
    ...['/.dockerenv', '/.pineapple', '/dev', '/proc', '/sys', '/etc/hostname'],
    ...Object.values(nameFiles),
  ].map((path) => `.${path}`),
);
/** Docker mounts its init in `/sbin`, wherever an image's link of that name leads. */
const init = 'docker-init';
const opaque = 'trusted.overlay.opaque';

/**
 * Lists a layer of overlay2: a character device 0/0 takes a path away, and a folder that is opaque hides what lower layers
 * have in it. Sockets are left out, as nothing listens on them once they are restored.
 * @throws Error when there are too many files
 */
export async function listLayer(folder: string): Promise<LayerEntries> {
  const present: string[] = [];
  const deleted: string[] = [];
  const folders: string[] = [];
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = `${path}/${entry.name}`;
      if (foreign.has(child) || entry.name === init || entry.isSocket()) continue;
      if (entry.isCharacterDevice() && (await lstat(join(folder, child))).rdev === 0)
        deleted.push(child.slice(1));
      else present.push(child);
      if (present.length + deleted.length > mostEntries)
        throw new Error(
          `More than ${mostEntries} of its files were changed, which is the limit. Delete some.`,
        );
      if (!entry.isDirectory()) continue;
      folders.push(child);
      await visit(child);
    }
  };
  await visit('.');
  deleted.push(...(await opaqueFolders(folder, folders)).map((path) => path.slice(1)));
  return { present, deleted };
}

/** Node reads no extended attributes, and GNU tar writes them into the headers of its archive. */
async function opaqueFolders(folder: string, folders: readonly string[]): Promise<string[]> {
  if (folders.length === 0) return [];
  const words = ['--create', '--format=posix', '--no-recursion', '--null', '--verbatim-files-from'];
  const tar = spawn('tar', [...words, '--files-from=-', '--xattrs', `--xattrs-include=${opaque}`], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const found: string[] = [];
  const entries = extract();
  tar.stdout.pipe(entries);
  tar.once('error', (error) => entries.destroy(error));
  tar.stdin.on('error', () => undefined).end(folders.map((path) => `${path}\0`).join(''));
  for await (const entry of entries) {
    const { name, pax } = entry.header as Header & { readonly pax?: Readonly<Record<string, string>> };
    if (pax?.[`SCHILY.xattr.${opaque}`] === 'y') found.push(name.replace(/\/$/, ''));
    entry.resume();
  }
  return found;
}
