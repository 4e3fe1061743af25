import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRootOnLinux } from './docker/debian-packages.ts';

/**
 * A short folder for sockets and pid files of one data directory: the kernel takes socket paths of up
 * to 107 bytes, which a checkout may exceed.
 */
export function runDirectory(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  const path = join(isRootOnLinux() ? '/run' : tmpdir(), `pineapple-${name}`);
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  return path;
}
