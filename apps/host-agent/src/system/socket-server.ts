import { chmod, mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { dirname } from 'node:path';

/** Listens on a Unix socket. */
export function listenOnSocket(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Listens on a Unix socket that only this user can open, and replaces a socket left there by an earlier process. */
export async function listenPrivately(server: Server, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  const before = process.umask(0o177);
  try {
    await listenOnSocket(server, path);
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
}

/** Stops listening and closes idle connections; resolves once the last request is answered. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
