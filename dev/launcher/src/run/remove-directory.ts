import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

/** Unmounts what is mounted below a directory, lazily: a program that ends may still use it. */
export function unmountBelow(path: string): void {
  for (const mounted of mountsBelow(path)) spawnSync('umount', ['--lazy', mounted]);
}

/** Removes a directory with what is mounted below it. */
export function removeDirectory(path: string): void {
  unmountBelow(path);
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The innermost first. */
function mountsBelow(path: string): string[] {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[4] ?? '')
      .filter((mounted) => mounted.startsWith(`${path}/`))
      .sort((a, b) => b.length - a.length);
  } catch {
    return [];
  }
}
