import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.ts';

/** Whether that process is there and is one of ours, not a stranger with a reused id. */
function isLauncher(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return /start\.ts|vitest/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Keeps two launchers off one data directory.
 * @throws SetupError naming the process that holds it.
 */
export function lockDataDirectory(dataDir: string): Disposable {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'launcher.pid');
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      const holder = Number(readFileSync(path, 'utf8'));
      if (holder !== process.pid && isLauncher(holder)) {
        throw new SetupError(
          `Pineapple Networks is running already (process ${holder}) with the data in ${dataDir}. Stop it first, or give this one its own folder in PINEAPPLE_DATA_DIR and its own PORT.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}
