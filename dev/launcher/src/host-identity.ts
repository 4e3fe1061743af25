import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The managed-instance id of this machine. It is created once for each data directory. */
export function hostIdentity(dataDir: string): string {
  const path = join(dataDir, 'host-id');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const id = `mi-${randomBytes(9).toString('hex').slice(0, 17)}`;
  writeFileSync(path, `${id}\n`);
  return id;
}
