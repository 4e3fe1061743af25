import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { mostStoredBytes } from '@pineapple/core';
import { type LabFile, labFileLimits, type LabFileNote } from '@pineapple/lab-files';
import { LabFolderError } from './lab-folder-error.ts';
import { boundElsewhere } from './bound-elsewhere.ts';

/** Containers have no larger files. */
const mostBytes = mostStoredBytes;
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
 * Reads the files of a lab: all of a folder, or a file that describes a lab with the files beside it and those that it binds
 * from elsewhere in its git repository.
 *
 * @throws LabFolderError if there is no such file or folder
 */
export async function readLabFolder(path: string): Promise<LabFolder> {
  const given = await stat(path).catch((cause: unknown) => {
    throw new LabFolderError(`${path} can't be read. Name a file or a folder that exists.`, { cause });
  });
  if (given.isDirectory()) {
    const reading: Reading = { root: await realpath(path), files: [], notes: [], bytes: 0 };
    await readFolder(reading.root, reading);
    return reading;
  }
  const folder = await realpath(dirname(resolve(path)));
  const { root, paths } = await boundElsewhere(join(folder, basename(path)));
  const reading: Reading = { root, files: [], notes: [], bytes: 0 };
  await readFolder(folder, reading);
  for (const elsewhere of paths) await readEntry(elsewhere, reading);
  const main = pathIn(root, join(folder, basename(path)));
  // Another topology beside the named one, or above it, is no part of its lab.
  const files = reading.files.filter(
    (file) => file.path === main || depthOf(file.path) > depthOf(main) || !describesLab(file),
  );
  return { files, notes: reading.notes };
}

function depthOf(path: string): number {
  return path.split('/').length;
}

interface Reading {
  readonly root: string;
  readonly files: LabFile[];
  readonly notes: LabFileNote[];
  /** Of all files. */
  bytes: number;
}

async function readFolder(folder: string, reading: Reading): Promise<void> {
  const names = (await readdir(folder)).sort();
  for (const name of names) {
    // A little more than a lab may have, so that reading the lab says so.
    if (reading.files.length > labFileLimits.files || reading.bytes > labFileLimits.bytes) return;
    await readEntry(join(folder, name), reading);
  }
}

/** Reads a file, or all of a folder, unless there is a reason to skip it. */
async function readEntry(path: string, reading: Reading): Promise<void> {
  const shown = pathIn(reading.root, path);
  const message = await reasonToSkip(path, reading.root);
  if (message !== null) {
    reading.notes.push({ severity: 'WARNING', path: shown, line: null, message });
    return;
  }
  const found = await stat(path);
  if (found.isDirectory()) {
    if (!foreignFolder.test(basename(path))) await readFolder(path, reading);
  } else if (!reading.files.some((file) => file.path === shown)) {
    const content = await readFile(path);
    reading.bytes += content.length;
    reading.files.push({ path: shown, content });
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
