import { isSha256, snapshotLimits } from '@pineapple/core';
import { type ContentList, readContentList } from '@pineapple/contracts';
import type { StoredSnapshot } from '@pineapple/store';
import { pack, type Pack } from 'tar-stream';
import { z } from 'zod';

/** The first member of a snapshot's file, as JSON. The others are the contents that it names, `contents/<SHA-256>`. */
export const headName = 'snapshot.json';
const contentsFolder = 'contents/';

const hash = z.string().refine(isSha256);

const containerHead = z.object({
  name: z.string().max(63),
  power: z.enum(['on', 'off']),
  /** Of the list of what it changed; null if that is nothing. */
  sha256: hash.nullable(),
});

/** What a snapshot's file says of itself. */
export const snapshotHead = z.object({
  format: z.literal('pineapple-snapshot/1'),
  name: z.string(),
  labName: z.string().max(100),
  createdAt: z.iso.datetime(),
  /** The SHA-256 of its lab.yaml. */
  lab: hash,
  containers: z.array(containerHead).max(1000),
});

export type SnapshotHead = z.infer<typeof snapshotHead>;

/** @returns the SHA-256 in the name of a member; null if it is no content's */
export function contentOf(member: string): string | null {
  if (!member.startsWith(contentsFolder)) return null;
  const name = member.slice(contentsFolder.length);
  return isSha256(name) ? name : null;
}

/** The head of a snapshot that is ready. */
function headOf({ name, labName, createdAt, lab, containers, saved }: StoredSnapshot): SnapshotHead {
  return {
    ...{ format: 'pineapple-snapshot/1', name, labName, createdAt, lab: lab.sha256 },
    containers: containers.map(({ id, name: container, power }) => ({
      ...{ name: container, power, sha256: saved[id]?.sha256 ?? null },
    })),
  };
}

/** Reads stored content. @throws Error when it is gone */
type Read = (sha256: string) => Promise<Uint8Array>;

/** A snapshot as one tar archive, read from the store as fast as it is taken. */
export function writeSnapshotFile(snapshot: StoredSnapshot, read: Read): Pack {
  const archive = pack();
  const add = (name: string, content: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      const member = { name, mtime: new Date(snapshot.createdAt), mode: 0o644 };
      archive.entry(member, Buffer.from(content), (error) => (error ? reject(error) : resolve()));
    });
  const written = new Set<string>();
  const addContent = async (sha256: string): Promise<Uint8Array | null> => {
    if (written.has(sha256)) return null;
    written.add(sha256);
    const content = await read(sha256);
    await add(`${contentsFolder}${sha256}`, content);
    return content;
  };
  const write = async (): Promise<void> => {
    const head = headOf(snapshot);
    await add(headName, Buffer.from(JSON.stringify(head)));
    await addContent(head.lab);
    for (const { sha256 } of head.containers) {
      const list = sha256 === null ? null : await addContent(sha256);
      if (list !== null) for (const piece of piecesOf(readContentList(list))) await addContent(piece);
    }
    archive.finalize();
  };
  write().catch((error: Error) => archive.destroy(error));
  return archive;
}

export function piecesOf({ layers }: ContentList): readonly string[] {
  return layers.flatMap(({ pieces }) => pieces.map(({ sha256 }) => sha256));
}

/** A file can't be larger: the contents of all snapshots, and as much again for the heads of its members. */
export const mostFileBytes = 2 * snapshotLimits.bytesPerUser;
