import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataDirectory } from './data-directory.ts';
import { isRunning, processIdentity } from './proc.ts';
import { SetupError } from './setup-error.ts';

/**
 * Opens a data directory for one launcher at a time.
 * @throws SetupError naming the process that holds it, or for a directory that users share
 */
export function lockDataDirectory(dataDir: string): Disposable {
  openDataDirectory(dataDir);
  const path = join(dataDir, 'launcher.pid');
  for (;;) {
    try {
      writeFileSync(path, processIdentity(), { flag: 'wx' });
      break;
    } catch {
      const holder = readFileSync(path, 'utf8');
      if (holder !== processIdentity() && isRunning(holder)) {
        throw new SetupError(
          `Pineapple Networks already runs as process ${Number.parseInt(holder, 10)} with the data in ${dataDir}. Stop it first, or set PINEAPPLE_DATA_DIR and PORT to run a second one.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}
