import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { buildLimits } from '@pineapple/core';
import { extract, type Header, pack, type Pack } from 'tar-stream';
import { BuildFailure } from '../build-failure.ts';
import type { OwnerIds } from './owner-ids.ts';

const mostBytes = buildLimits.sizeMb * 1024 * 1024;
const mostEntries = 100_000;
const kinds: readonly unknown[] = ['file', 'directory', 'symlink', 'link'];

/**
 * Whether ADD unpacks a file, by its first bytes as Docker decides it.
 * @throws BuildFailure for what Docker unpacks and this does not
 */
export function isArchive(content: Buffer, path: string): boolean {
  const starts = (...bytes: number[]) => content.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (starts(0x42, 0x5a, 0x68) || starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0) || starts(0x28, 0xb5, 0x2f, 0xfd))
    throw new BuildFailure(
      `ADD unpacks tar and gzip only. COPY ${path}, and unpack it with a RUN of the right program.`,
    );
  return isTar(content) || (isGzip(content) && isTar(firstBytes(content)));
}

const isGzip = (content: Buffer): boolean => content[0] === 0x1f && content[1] === 0x8b;
const isTar = (content: Buffer): boolean => content.toString('latin1', 257, 262) === 'ustar';

function firstBytes(content: Buffer): Buffer {
  try {
    // Zeros pack a thousand to one.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 1024 * 1024 };
    return gunzipSync(content.subarray(0, 4096), options);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Of an entry in a tar archive. */
export type EntryHeader = Parameters<Pack['entry']>[0];

interface Unpacking {
  /** The archive's own path, for messages. */
  readonly path: string;
  /** The folder that it is unpacked in. */
  readonly target: string;
  /** Null for the owners in the archive. */
  readonly chown: OwnerIds | null;
}

/**
 * The entries of an archive below a folder, as another tar archive. It is unpacked while it is read, so that what is larger than an
 * image may be is never in memory. Reading it fails with a BuildFailure.
 */
export function unpacked(content: Buffer, unpacking: Unpacking): Readable {
  const moved = pack();
  moveEntries(content, moved, unpacking).then(
    () => moved.finalize(),
    (error: Error) => moved.destroy(error),
  );
  return Readable.from(moved, { objectMode: false });
}

async function moveEntries(content: Buffer, moved: Pack, unpacking: Unpacking): Promise<void> {
  const { path } = unpacking;
  const source = Readable.from([content], { objectMode: false });
  const entries = extract();
  // A stream of Node, but for its types.
  const sink = entries as unknown as Writable;
  const read = isGzip(content) ? pipeline(source, createGunzip(), sink) : pipeline(source, sink);
  // It fails the loop too.
  read.catch(() => undefined);
  let [bytes, count] = [0, 0];
  try {
    for await (const entry of entries) {
      count += 1;
      bytes += entry.header.size;
      if (bytes > mostBytes || count > mostEntries)
        throw new BuildFailure(
          `${path} unpacks to more than ${buildLimits.sizeMb} MB or ${mostEntries} files, which is the limit.`,
        );
      const header = headerBelow(entry.header, unpacking);
      // The folder itself keeps what it has.
      if (header === null) {
        entry.resume();
        continue;
      }
      await new Promise<void>((resolve, reject) => {
        entry.pipe(moved.entry(header, (error) => (error ? reject(error) : resolve())));
      });
    }
    await read;
  } catch (cause) {
    if (cause instanceof BuildFailure) throw cause;
    throw new BuildFailure(`${path} is a damaged archive. Pack it again.`, { cause });
  }
}

/** Without what else a header may say, such as a longer form of its name. Null for the archive's own folder. */
function headerBelow(header: Header, { path, target, chown }: Unpacking): EntryHeader | null {
  const { type, mode, uid, gid, mtime, size, linkname } = header;
  const name = inside(header.name, path);
  if (name === '') return null;
  if (!kinds.includes(type))
    throw new BuildFailure(
      `${path} has the ${String(type)} '${name.slice(0, 100)}'. ADD unpacks files, folders and links.`,
    );
  const folder = target === '/' ? '' : `${target.slice(1)}/`;
  return {
    ...{ name: `${folder}${name}`, type, mode, mtime, size },
    ...(chown ?? { uid, gid }),
    ...(type === 'link' && { linkname: `${folder}${inside(linkname, path)}` }),
    ...(type === 'symlink' && { linkname }),
  };
}

function inside(name: string, path: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..'))
    throw new BuildFailure(`${path} has '${name.slice(0, 100)}', which leads out of its folder.`);
  return parts.join('/');
}
