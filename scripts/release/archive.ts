import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A file of an archive. */
export interface ArchiveFile {
  /** Inside the archive, with slashes. */
  readonly path: string;
  readonly content: Uint8Array | string;
  readonly executable?: boolean;
}

/** Every file below a folder, as it will be below `prefix` in the archive. */
export function filesBelow(folder: string, prefix: string, skip: readonly string[] = []): ArchiveFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !skip.includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: join(prefix, relative(folder, path)),
      content: readFileSync(path),
      executable: (statSync(path).mode & 0o100) !== 0,
    }));
}

/** Makes a .tar.gz. The same files give the same bytes, because they are sorted, owned by root and have no time. */
export async function archive(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const tar = pack();
  const written = buffer(tar);
  const epoch = new Date(0);
  for (const { path, content, executable } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const mode = executable ? 0o755 : 0o644;
    tar.entry({ name: path, mode, mtime: epoch, uid: 0, gid: 0 }, Buffer.from(content));
  }
  tar.finalize();
  return gzipSync(await written, { level: 9 });
}
