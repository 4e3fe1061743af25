import { buffer } from 'node:stream/consumers';
import type { ContainerFile } from '@pineapple/core';
import { pack } from 'tar-stream';

/** Files of a container as the tar archive that Docker unpacks at its root; root owns them. */
export async function fileArchive(files: readonly ContainerFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, content, mode } of files) {
    archive.entry({ name: path.slice(1), mode, uid: 0, gid: 0, type: 'file' }, content);
  }
  archive.finalize();
  return buffer(archive);
}
