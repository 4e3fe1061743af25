import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.ts';

/** What holds accounts, labs and logs. Docker's directory has its own permissions. */
const inner = ['aws', 'agent', 'logs'];

/**
 * Makes the data directory, and keeps other users of the machine out of it, also if an earlier version left it open: it
 * holds the hashes of passwords. Docker reaches what it needs as root.
 * @throws SetupError for a directory that users share, such as /tmp
 */
export function openDataDirectory(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if ((statSync(dataDir).mode & 0o1000) !== 0) {
    throw new SetupError(
      `The data directory ${dataDir} is shared by the users of this machine. Set PINEAPPLE_DATA_DIR to a directory of its own, such as ${join(dataDir, 'pineapple')}.`,
    );
  }
  for (const directory of [dataDir, ...inner.map((name) => join(dataDir, name))]) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  }
}
