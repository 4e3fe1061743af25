import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRootOnLinux } from '../docker/debian-packages.ts';
import { isRunning, processIdentity } from '../processes/proc.ts';

/** Short, because containerd accepts socket paths of up to 104 bytes. */
const prefix = 'pn-run-';
const ownerFile = 'owner';

/** The folder for sockets and pid files: `/run` for root, where no service removes old files. */
export const runtimeDirectory = (): string => (isRootOnLinux() ? '/run' : tmpdir());

/** Makes a directory for a run of this process. */
export function makeRunDirectory(parent: string): string {
  const path = mkdtempSync(join(parent, prefix));
  writeFileSync(join(path, ownerFile), processIdentity());
  // Other users may enter it: apt drops its privileges before it writes a download.
  chmodSync(path, 0o711);
  return path;
}

/** Directories of this user's runs whose process has ended. */
export function staleRuns(): string[] {
  return [...new Set([runtimeDirectory(), '/tmp', tmpdir()])].flatMap((parent) =>
    entriesOf(parent)
      .filter((name) => name.startsWith(prefix))
      .map((name) => join(parent, name))
      .filter(isStale),
  );
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isStale(directory: string): boolean {
  try {
    if (statSync(directory).uid !== process.getuid?.()) return false;
    return !isRunning(readFileSync(join(directory, ownerFile), 'utf8'));
  } catch {
    return false;
  }
}
