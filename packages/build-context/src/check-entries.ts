/** What a build context may have. */
export const contextLimits = {
  /** Of all files together. */
  bytes: 50 * 1024 * 1024,
  /** Files, folders and links. */
  entries: 10_000,
  /** Of a path, in characters. */
  path: 1000,
} as const;

/** One thing in a build context. */
export interface ContextEntry {
  /** Relative to the context, such as `app/main.py`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Permission bits. */
  readonly mode: number;
  /** Empty but for a file. */
  readonly content: Uint8Array;
  /** Where a symbolic link leads; empty for others. */
  readonly target: string;
}

/** What is wrong with a build context, which file it is, and what to do. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
}

/**
 * The entries by path, each with its folders, if nothing leads out of the context.
 * @throws ContextError
 */
export function checkEntries(given: readonly ContextEntry[]): readonly ContextEntry[] {
  const found = new Map<string, ContextEntry>();
  let bytes = 0;
  for (const entry of given) {
    const path = checkedPath(entry.path);
    if (path === '') continue;
    if (entry.kind === 'link') checkLink(path, entry.target);
    bytes += entry.content.length;
    if (bytes > contextLimits.bytes)
      throw new ContextError(
        `The files of the build context have more than ${contextLimits.bytes / 1024 / 1024} MB together. Leave some out with a .dockerignore.`,
      );
    const before = found.get(path);
    if (before && (before.kind === 'folder') !== (entry.kind === 'folder'))
      throw new ContextError(`'${path}' is a folder and something else. Remove one of them.`);
    found.set(path, { ...entry, path });
    checkCount(found.size);
  }
  for (const path of [...found.keys()]) addFolders(path, found);
  return [...found.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function checkCount(count: number): void {
  if (count > contextLimits.entries)
    throw new ContextError(
      `The build context has more than ${contextLimits.entries} files. Leave some out with a .dockerignore.`,
    );
}

/** Without `.` and a slash at the end; empty for the context itself. */
function checkedPath(given: string): string {
  const shown = `'${given.slice(0, 200)}'`;
  if (given.length > contextLimits.path)
    throw new ContextError(`The path ${shown} is longer than ${contextLimits.path} characters. Shorten it.`);
  if (given.startsWith('/') || given.split('/').includes('..'))
    throw new ContextError(`The path ${shown} leads out of the build context. Use paths relative to it.`);
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(given))
    throw new ContextError(
      `The path ${JSON.stringify(given.slice(0, 200))} has a control character. Rename the file.`,
    );
  return given
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function checkLink(path: string, target: string): void {
  if (isInside(path, target)) return;
  throw new ContextError(
    `'${path}' is a symbolic link to '${target.slice(0, 200)}', out of the build context. Copy the file, or make the link with RUN ln -s.`,
  );
}

function isInside(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0')) return false;
  let depth = path.split('/').length - 1;
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

/** Adds the folders that a path implies. Nothing may be inside of a file or a link. */
function addFolders(path: string, found: Map<string, ContextEntry>): void {
  const at = path.lastIndexOf('/');
  if (at < 0) return;
  const parent = path.slice(0, at);
  const known = found.get(parent);
  if (known?.kind === 'folder') return;
  if (known)
    throw new ContextError(`'${path}' is inside of '${parent}', which is no folder. Remove one of them.`);
  found.set(parent, { path: parent, kind: 'folder', mode: 0o755, content: new Uint8Array(), target: '' });
  checkCount(found.size);
  addFolders(parent, found);
}
