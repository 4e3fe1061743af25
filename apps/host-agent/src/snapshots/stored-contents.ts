import { hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AwsError, type LabFiles } from '@pineapple/aws';
import {
  type ContentLayer,
  type ContentList,
  mostListBytes,
  pieceBytes,
  readContentList,
} from '@pineapple/contracts';
import { mostContentBytes, type SavedContents } from '@pineapple/core';

/** Where contents are stored, by their owner and hash. */
export type ContentStore = Pick<LabFiles, 'get' | 'putOnce'>;

const packed = promisify(gzip);
const unpacked = promisify(gunzip);
/** Of gzip: a container's pause has ended, but labs need the processor. */
const level = 3;

/** A layer as it was read. */
interface ReadLayer {
  /** Absolute paths. */
  readonly deleted: readonly string[];
  /** A tar archive on this host. */
  readonly path: string;
}

/** Stores what a container changed. @returns what names it, and the bytes that it takes */
export async function storeContents(
  store: ContentStore,
  ownerId: string,
  layers: readonly ReadLayer[],
  signal: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  let bytes = 0;
  const put = async (content: Buffer): Promise<{ readonly sha256: string; readonly bytes: number }> => {
    signal.throwIfAborted();
    const sha256 = hash('sha256', content);
    bytes += content.length;
    await store.putOnce(ownerId, sha256, content);
    return { sha256, bytes: content.length };
  };
  const list: ContentList = { format: 1, layers: [] };
  for (const { deleted, path } of layers) {
    const layer: ContentLayer = { deleted: [...deleted], bytes: 0, pieces: [] };
    await using archive = await open(path);
    for (;;) {
      const { bytesRead, buffer } = await archive.read(Buffer.alloc(pieceBytes), 0, pieceBytes);
      if (bytesRead === 0) break;
      layer.bytes += bytesRead;
      layer.pieces.push(await put(await packed(buffer.subarray(0, bytesRead), { level })));
    }
    list.layers.push(layer);
  }
  const text = Buffer.from(JSON.stringify(list));
  if (text.length > mostListBytes) throw new Error('It deleted too many files of its image to be saved.');
  const { sha256 } = await put(text);
  return { sha256, bytes };
}

/** Reads the list of what a container changed. @throws Error when it is gone, damaged or too large */
export async function readStoredList(store: ContentStore, contents: SavedContents): Promise<ContentList> {
  const list = readContentList(await read(store, contents));
  const bytes = list.layers.reduce((sum, layer) => sum + layer.bytes, 0);
  if (bytes > mostContentBytes) throw new Error(`Its saved contents have ${bytes} bytes, which is too much.`);
  return list;
}

/** The archive of a layer, piece by piece. @throws Error when a piece is gone, damaged or larger than it says */
export async function* readLayer(
  store: ContentStore,
  ownerId: string,
  layer: ContentLayer,
): AsyncGenerator<Buffer> {
  let left = layer.bytes;
  for (const { sha256 } of layer.pieces) {
    const piece = await unpacked(await read(store, { ownerId, sha256 }), { maxOutputLength: pieceBytes });
    left -= piece.length;
    if (left < 0) throw new Error('Its saved contents are larger than they say.');
    yield piece;
  }
}

async function read(store: ContentStore, { ownerId, sha256 }: SavedContents): Promise<Buffer> {
  const content = await store.get(ownerId, sha256).catch((error: unknown) => {
    // S3 tells a host, which may not list what is there, that it may not read what is missing.
    if (error instanceof AwsError && error.code === 'AccessDenied') return null;
    throw error;
  });
  if (content === null)
    throw new Error(
      'Its saved contents are no longer stored: their snapshot was deleted. Delete the container, or restore another snapshot.',
    );
  if (hash('sha256', content) !== sha256)
    throw new Error('Its saved contents are damaged. Restore another snapshot.');
  return Buffer.from(content);
}
