import { type Dirent } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ContextEntry,
  ContextError,
  contextLimits,
  ignoreFileName,
  packContext,
  readIgnoreRules,
} from '@pineapple/build-context';
import { CliError } from '../cli-error.ts';

const noContent = new Uint8Array();

/**
 * Packs a folder for COPY, without what its .dockerignore leaves out. Null for an empty one.
 * @throws CliError for a folder that can't be read, and for files that a build can't have
 */
export async function packFolder(folder: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const rules = await readFile(join(folder, ignoreFileName), 'utf8').catch(() => '');
    const entries: ContextEntry[] = [];
    await readFolder({ root: folder, entries, isIgnored: readIgnoreRules(rules), bytes: 0 }, '');
    return entries.length === 0 ? null : await packContext(entries);
  } catch (error) {
    if (error instanceof ContextError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

interface Reading {
  readonly root: string;
  readonly entries: ContextEntry[];
  readonly isIgnored: (path: string) => boolean;
  bytes: number;
}

async function readFolder(reading: Reading, folder: string): Promise<void> {
  const found = await readdir(join(reading.root, folder), { withFileTypes: true }).catch((cause: unknown) => {
    throw new CliError(`${join(reading.root, folder)} can't be read. Name a folder that exists.`, { cause });
  });
  for (const each of found) {
    const path = folder === '' ? each.name : `${folder}/${each.name}`;
    // What is in an ignored folder may be brought back by a later rule.
    if (each.isDirectory()) await readFolder(reading, path);
    else if (!reading.isIgnored(path)) await readEntry(reading, path, each);
  }
}

async function readEntry(reading: Reading, path: string, found: Dirent): Promise<void> {
  const place = join(reading.root, path);
  if (found.isSymbolicLink()) {
    const target = await readlink(place);
    reading.entries.push({ path, kind: 'link', mode: 0o777, content: noContent, target });
  } else if (found.isFile()) {
    const { size, mode } = await stat(place);
    reading.bytes += size;
    // Before it is read.
    if (reading.bytes > contextLimits.bytes)
      throw new ContextError(
        `The files of ${reading.root} have more than ${contextLimits.bytes / 1024 / 1024} MB together, with ${path}. Leave some out with a ${ignoreFileName}.`,
      );
    const content = await readFile(place);
    reading.entries.push({ path, kind: 'file', mode: mode & 0o777, content, target: '' });
  } else throw new ContextError(`'${path}' is no file. Leave it out with a ${ignoreFileName}.`);
  if (reading.entries.length > contextLimits.entries)
    throw new ContextError(
      `${reading.root} has more than ${contextLimits.entries} files. Leave some out with a ${ignoreFileName}.`,
    );
}
