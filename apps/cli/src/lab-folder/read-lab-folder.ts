import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type LabFile, labFileLimits, type LabFileNote } from '@pineapple/lab-files';
import { CliError } from '../cli-error.ts';

/** Larger files are no configuration. */
const mostBytes = 1_048_576;
/** Folders that belong to other programs: git, and what containerlab makes beside a topology. */
const foreignFolder = /^(?:\.git|node_modules|clab-.*)$/;
/** Whether a file describes a lab. A topology has any name. */
function describesLab({ path, content }: LabFile): boolean {
  if (/\.clab\.ya?ml$|^lab\.(?:conf|ya?ml)$/.test(path)) return true;
  return /\.ya?ml$/.test(path) && /^topology:/m.test(new TextDecoder().decode(content));
}

export interface LabFolder {
  readonly files: readonly LabFile[];
  /** What was skipped, and why. */
  readonly notes: readonly LabFileNote[];
}

/**
 * Reads the files of a lab: all of a folder, or a file that describes a lab with the files beside it.
 *
 * @throws CliError if there is no such file or folder
 */
export async function readLabFolder(path: string): Promise<LabFolder> {
  const given = await stat(path).catch((cause: unknown) => {
    throw new CliError(`${path} can't be read. Name a file or a folder that exists.`, { cause });
  });
  const only = given.isDirectory() ? null : basename(path);
  const root = await realpath(only === null ? path : dirname(resolve(path)));
  const read: Reading = { root, files: [], notes: [] };
  await readFolder(root, read);
  // Another topology beside the named one is no part of its lab.
  const files = read.files.filter(
    (file) => only === null || file.path === only || file.path.includes('/') || !describesLab(file),
  );
  return { files, notes: read.notes };
}

interface Reading {
  readonly root: string;
  readonly files: LabFile[];
  readonly notes: LabFileNote[];
}

async function readFolder(folder: string, reading: Reading): Promise<void> {
  const names = (await readdir(folder)).sort();
  for (const name of names) {
    // One more than a lab may have, so that reading the lab says so.
    if (reading.files.length > labFileLimits.files) return;
    const path = join(folder, name);
    const reason = await reasonToSkip(path, reading.root);
    if (reason !== null) {
      reading.notes.push({
        severity: 'WARNING',
        path: pathIn(reading.root, path),
        line: null,
        message: reason,
      });
      continue;
    }
    const found = await stat(path);
    if (!found.isDirectory()) {
      reading.files.push({ path: pathIn(reading.root, path), content: await readFile(path) });
    } else if (!foreignFolder.test(name)) await readFolder(path, reading);
  }
}

async function reasonToSkip(path: string, root: string): Promise<string | null> {
  const link = (await lstat(path)).isSymbolicLink();
  const target = link ? await realpath(path).catch(() => null) : path;
  if (target === null || !(target === root || target.startsWith(root + sep)))
    return 'The symbolic link is skipped. It leads out of the folder.';
  const found = await stat(path);
  if (link && found.isDirectory()) return 'The symbolic link is skipped. It leads to a folder.';
  if (!found.isDirectory() && !found.isFile()) return 'It is skipped. It is no file.';
  return found.isFile() && found.size > mostBytes
    ? `The file is skipped. It has ${found.size} bytes, and at most ${mostBytes} are read.`
    : null;
}

function pathIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
