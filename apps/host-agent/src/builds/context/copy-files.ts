import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ContextEntry, ContextError, selectSources } from '@pineapple/build-context';
import type { CopyStep } from '@pineapple/core';
import { pack } from 'tar-stream';
import { BuildFailure } from '../build-failure.ts';
import type { OwnerIds } from './owner-ids.ts';
import { type EntryHeader, isArchive, unpacked } from './unpack-archive.ts';

/** The container that files are copied into. */
export interface CopyTarget {
  /** Whether there is a folder at a path, links followed. */
  hasFolder(path: string): Promise<boolean>;
  /** Unpacks a tar archive at the root. @throws BuildFailure for what can't be written there */
  putArchive(archive: Buffer | Readable): Promise<void>;
  /** The numbers of `user` or `user:group`. @throws BuildFailure if there is no such user */
  ownerIds(owner: string): Promise<OwnerIds>;
}

const types = { file: 'file', folder: 'directory', link: 'symlink' } as const;
const rootIds: OwnerIds = { uid: 0, gid: 0 };

/** Carries out a COPY or an ADD. @throws BuildFailure for what the context lacks or the container can't take */
export async function copyFiles(
  step: CopyStep,
  context: readonly ContextEntry[],
  container: CopyTarget,
): Promise<void> {
  const { entries, onlyFile } = select(step, context);
  const isThere = await container.hasFolder(step.target);
  // Not those in a folder.
  const named = step.unpacks ? entries.flatMap(({ entry, isNamed }) => (isNamed ? [entry] : [])) : [];
  const archives = named.filter(({ content, path }) => isArchive(bufferOf(content), path));
  const intoFolder = step.intoFolder || onlyFile === null || isThere || archives.length > 0;
  const owner = step.owner === null ? null : await container.ownerIds(step.owner);
  const headerOf = (
    path: string,
    { kind, mode, target }: Omit<ContextEntry, 'path' | 'content'>,
  ): EntryHeader => ({
    ...{ name: path.slice(1), type: types[kind], ...(owner ?? rootIds) },
    mode: step.mode === null || kind === 'link' ? mode : Number.parseInt(step.mode, 8),
    ...(kind === 'link' && { linkname: target }),
  });
  const folder = step.target.replace(/\/$/, '');
  const archive = pack();
  if (intoFolder && !isThere)
    archive.entry({ name: step.target.slice(1), type: 'directory', mode: 0o755, ...(owner ?? rootIds) });
  const present = isThere ? await presentFolders(entries, folder, container) : new Set();
  for (const { at, entry } of entries)
    if (!archives.includes(entry) && !present.has(at))
      archive.entry(headerOf(intoFolder ? `${folder}/${at}` : step.target, entry), bufferOf(entry.content));
  archive.finalize();
  await container.putArchive(await buffer(archive));
  for (const { content, path } of archives)
    await container.putArchive(unpacked(bufferOf(content), { path, target: step.target, chown: owner }));
}

type Selected = ReturnType<typeof selectSources>;

/** The folders that the container has already. They keep their owners and modes, and may be links to folders. */
async function presentFolders(
  entries: Selected['entries'],
  target: string,
  container: CopyTarget,
): Promise<ReadonlySet<string>> {
  const present = new Set<string>();
  // A folder comes before what is in it, and one that is missing has none.
  for (const { at, entry } of entries) {
    const parent = at.slice(0, Math.max(0, at.lastIndexOf('/')));
    if (entry.kind === 'folder' && (parent === '' || present.has(parent)))
      if (await container.hasFolder(`${target}/${at}`)) present.add(at);
  }
  return present;
}

function bufferOf({ buffer: memory, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(memory, byteOffset, length);
}

function select({ sources }: CopyStep, context: readonly ContextEntry[]): Selected {
  try {
    return selectSources(context, sources);
  } catch (error) {
    if (error instanceof ContextError) throw new BuildFailure(error.message);
    throw error;
  }
}
