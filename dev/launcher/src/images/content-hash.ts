import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A hash of the names and contents of files and folders, apart from what `skip` names. */
export function contentHash(paths: readonly string[], skip: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const entries = readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(
        (file) =>
          !relative(path, file)
            .split('/')
            .some((part) => skip.includes(part)),
      )
      .sort();
    for (const file of entries)
      hash.update(relative(path, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
