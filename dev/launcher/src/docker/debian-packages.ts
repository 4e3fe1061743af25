import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Progress } from '../progress.ts';
import { mustRun } from '../processes/run-command.ts';
import { SetupError } from '../setup-error.ts';

/** Environment variables, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a program is, looking in the sbin folders too, which a plain user's PATH lacks; null if nowhere. */
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

/** Makes sure that programs are there, with apt where this may be done, else with a word on what to do. */
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
    throw new SetupError(`Missing here: ${names}. ${advice}`);
  }
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  await progress.step(`Installing ${packages.join(', ')}`, async () => {
    await mustRun('apt-get', ['update', '-qq'], { env });
    await mustRun('apt-get', command.split(' ').slice(1), { env });
  });
}
