import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { ProgramFile } from './bundle-program.ts';

/** Makes a .tar.gz. The same files give the same bytes, because they are sorted, owned by root and have no time. */
export async function archive(files: readonly ProgramFile[]): Promise<Uint8Array> {
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

/** Makes an archive that npm installs, and `npx` runs. */
export function npmPackage(files: readonly ProgramFile[]): Promise<Uint8Array> {
  return archive(files.map((file) => ({ ...file, path: `package/${file.path}` })));
}
