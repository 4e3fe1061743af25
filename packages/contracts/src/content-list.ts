import { z } from 'zod';

/** The most bytes of the archive in one piece. Each piece is packed by itself, so that equal pieces are stored once. */
export const pieceBytes = 8 * 1_048_576;
/** The most bytes of a list of pieces. */
export const mostListBytes = 4 * 1_048_576;

/** One layer of what a container changed: the pieces, unpacked one after the other, are a POSIX tar archive. */
const contentLayer = z.object({
  /** Absolute paths of what is removed before the archive is unpacked. */
  deleted: z.array(z.string().startsWith('/')).max(50_000),
  /** Of the archive, unpacked. */
  bytes: z.int().nonnegative(),
  /** Packed with gzip, each by itself, and named by their SHA-256. */
  pieces: z
    .array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().positive() }))
    .max(256),
});

/** What a container changed over its image, as it is stored: JSON, named by its SHA-256, and from the lowest layer up. */
export const contentList = z.object({ format: z.literal(1), layers: z.array(contentLayer).max(16) });

export type ContentLayer = z.infer<typeof contentLayer>;
export type ContentList = z.infer<typeof contentList>;

/** @throws Error when it is not such a list */
export function readContentList(content: Uint8Array): ContentList {
  return contentList.parse(JSON.parse(Buffer.from(content).toString('utf8')));
}
