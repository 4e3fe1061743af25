import { findProgram, isRootOnLinux, type Environment } from '../machine.ts';
import type { Progress } from '../progress.ts';
import { mustRun } from '../processes/run-command.ts';
import { SetupError } from '../setup-error.ts';

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
