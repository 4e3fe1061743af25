import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ProgramFile } from './bundle-program.ts';

/** Every file below a folder, with paths below `prefix`. */
export function filesBelow(folder: string, prefix: string, skip: readonly string[] = []): ProgramFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !skip.includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: join(prefix, relative(folder, path)),
      content: readFileSync(path),
      executable: (statSync(path).mode & 0o100) !== 0,
    }));
}
