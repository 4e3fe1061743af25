import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Longer files are not read into memory: a container controls their size. */
const maxBytes = 1024 * 1024;
const maxAttempts = 5;

/**
 * Edits a text file without replacing it, because a bind mount would not follow a rename. Other programs may write the
 * file too, so it is read again after each write and edited again if it changed.
 * @throws Error when it is not a regular file, is longer than 1 MiB, or keeps changing
 */
export async function rewriteInPlace(path: string, change: (text: string) => string): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const found = await file.stat();
      if (!found.isFile() || found.size > maxBytes)
        throw new Error(`${path} is not a regular file of at most 1 MiB`);
      const bytes = Buffer.alloc(found.size);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      const before = bytes.subarray(0, bytesRead).toString('utf8');
      const after = change(before);
      if (after === before) return;
      const text = Buffer.from(after);
      // Truncated after the write, so that a reader never finds the file empty.
      await file.write(text, 0, text.length, 0);
      await file.truncate(text.length);
    }
    throw new Error(`${path} kept changing: gave up after ${maxAttempts} attempts`);
  } finally {
    await file.close();
  }
}
