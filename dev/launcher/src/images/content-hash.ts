import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Hashes the names and contents of all files under the paths, except files and folders named in `skip`. */
export function contentHash(paths: readonly string[], skip: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesBelow(path, new Set(skip)).sort())
      hash.update(relative(path, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Never enters a skipped folder: workspaces link to each other in `node_modules`, in circles. */
function filesBelow(path: string, skip: ReadonlySet<string>): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !skip.has(name))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      if (entry.isDirectory()) return filesBelow(child, skip);
      return entry.isFile() ? [child] : [];
    });
}
