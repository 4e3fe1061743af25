import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that another process may read meanwhile: it gets the old content or the new one. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, content);
  renameSync(aside, path);
}
