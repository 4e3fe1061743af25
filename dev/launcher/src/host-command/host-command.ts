import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, findProgram } from '../machine.ts';

const script = join(import.meta.dirname, 'pineapple-host.mjs');

/**
 * The folder with the command `pineapple-host`. That is the host agent's own on Linux where socat is installed, and
 * otherwise a new folder in the run's directory with one that needs only Node.
 */
export function hostCommandFolder(
  root: string,
  runDir: string,
  environment: Environment,
  find = findProgram,
): string {
  if (process.platform === 'linux' && find('socat', environment) !== null)
    return join(root, 'apps/host-agent/bin');
  const folder = join(runDir, 'bin');
  mkdirSync(folder, { recursive: true });
  const command = join(folder, 'pineapple-host');
  writeFileSync(command, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(script)} "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
