import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Progress } from '../progress.ts';
import { mustRun } from '../processes/run-command.ts';
import { SetupError } from '../setup-error.ts';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The path of a program. Also searches the sbin folders, which a plain user's PATH lacks. Null if there is none. */
export function findProgram(name: string, environment: Environment): string | null {
  const folders = [...(environment['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin'];
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

export const isRootOnLinux = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Installs missing programs with apt, as root. @throws SetupError with the command to run when it may not */
export async function ensurePrograms(
  wanted: Readonly<Record<string, string>>,
  environment: Environment,
  progress: Progress,
): Promise<void> {
  const missing = Object.entries(wanted).filter(([program]) => findProgram(program, environment) === null);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!isRootOnLinux() || findProgram('apt-get', environment) === null) {
    const names = missing.map(([program]) => program).join(', ');
    const advice =
      process.platform === 'darwin'
        ? `Run: brew install ${packages.join(' ')}`
        : `On Debian or Ubuntu, run: sudo ${command}`;
    throw new SetupError(`These programs are missing: ${names}. ${advice}`);
  }
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  await progress.step(`Installing ${packages.join(', ')}`, async () => {
    await mustRun('apt-get', ['update', '-qq'], { env });
    await mustRun('apt-get', command.split(' ').slice(1), { env });
  });
}
