import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';
import { sha256Pattern } from './stored-limits.ts';

/** The most that one container's changes may have, unpacked: 512 MB of 1,048,576 bytes. */
export const mostContentBytes = 512 * 1_048_576;

/** What the programs of a container had changed in its files when it was saved, stored by content. */
export const savedContentsSchema = z.object({
  /** The user that the stored bytes belong to. */
  ownerId: z.string().regex(/^usr_[a-z0-9]{12}$/),
  /** Of its list of pieces, which names the rest. In hexadecimal. */
  sha256: z.string().regex(sha256Pattern),
});

export type SavedContents = DeepReadonly<z.infer<typeof savedContentsSchema>>;
