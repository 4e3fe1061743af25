import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Ends the containerd that outlived a killed dockerd, before dockerd starts again. The new one would remove the socket of
 * the old one, wait 15 s for it and give up. Containers live on: each has a process of its own.
 *
 * @param execRoot dockerd's `--exec-root`
 */
export function endLeftContainerd(execRoot: string): void {
  const pidFile = join(execRoot, 'containerd/containerd.pid');
  const pid = Number(textOf(pidFile));
  // Another process may have its number by now.
  if (pid > 0 && textOf(`/proc/${pid}/cmdline`).includes(execRoot)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
  rmSync(pidFile, { force: true });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
