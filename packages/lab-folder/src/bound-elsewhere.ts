import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

interface Elsewhere {
  /** The folder that holds the topology and all that it binds. */
  readonly root: string;
  /** The files and folders outside of the topology's own folder that it binds. */
  readonly paths: readonly string[];
}

/**
 * What a topology binds with `../`. Only what is in the same git repository counts: a topology of others must not read the
 * rest of this machine.
 *
 * @param file the real path of the topology
 */
export async function boundElsewhere(file: string): Promise<Elsewhere> {
  const folder = dirname(file);
  const repository = await repositoryOf(folder);
  const found = new Set<string>();
  if (repository !== null) {
    for (const named of pathsUpwards(await readFile(file, 'utf8'))) {
      const path = await realpath(resolve(folder, named)).catch(() => null);
      const inside = path === null ? [] : relative(repository, path).split(sep);
      if (path === null || path.startsWith(folder + sep) || inside[0] === '..' || inside.includes('.git'))
        continue;
      found.add(path);
    }
  }
  const paths = [...found];
  return { root: paths.map(dirname).reduce(commonFolder, folder), paths };
}

/** The paths in a text that begin with `../`, each up to what ends a source of a bind. */
function pathsUpwards(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/(?:^|\s)#.*$/, ''));
  return [...lines.join('\n').matchAll(/(?<![\w./-])(?:\.\/)?((?:\.\.\/)+[^\s:"',\]}]*)/g)].map(
    ([, path = '']) => path,
  );
}

/** The folder above that has `.git` in it; null if there is none. */
async function repositoryOf(folder: string): Promise<string | null> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, '.git')).catch(() => null)) return at;
    if (at === dirname(at)) return null;
  }
}

function commonFolder(a: string, b: string): string {
  let common = a;
  while (relative(common, b).split(sep)[0] === '..') common = dirname(common);
  return common;
}
