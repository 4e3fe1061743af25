import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** A longer file is nobody's honest work, and is not read. */
const mostBytes = 1024 * 1024;
const mostAttempts = 5;

/**
 * Changes a text file that others change too and that is mounted where a rename would not be seen: it stays the same
 * file. Looks again after writing, and writes again where another program wrote meanwhile.
 * @throws when it is no plain file, is longer than 1 MiB, or never stays as it was written
 */
export async function rewriteInPlace(path: string, change: (text: string) => string): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const found = await file.stat();
      if (!found.isFile() || found.size > mostBytes) throw new Error(`${path} is no text of at most 1 MiB`);
      const bytes = Buffer.alloc(found.size);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      const before = bytes.subarray(0, bytesRead).toString('utf8');
      const after = change(before);
      if (after === before) return;
      const text = Buffer.from(after);
      // In one piece and shortened afterwards: a reader never finds it empty.
      await file.write(text, 0, text.length, 0);
      await file.truncate(text.length);
    }
    throw new Error(`${path} was changed by others again and again`);
  } finally {
    await file.close();
  }
}
