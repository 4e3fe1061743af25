// Not the whole launcher: nothing else runs until this is loaded.
import { openTemporaryRun, runningProcesses, shareCompiledModules } from '@pineapple/launcher/run';

/** Gives all tests of one `vitest run` a directory for temporary files, and ends what they leave behind. */
export default async function setUp(): Promise<() => Promise<void>> {
  const run = await openTemporaryRun();
  shareCompiledModules(run);
  return async () => {
    endWatchdog();
    await run[Symbol.asyncDispose]();
  };
}

/**
 * Ends the process that kills vitest's workers if vitest is killed. It belongs to the run and ignores SIGTERM, so the
 * clean-up would wait for it until its limit. Vitest itself ends the workers.
 */
function endWatchdog(): void {
  const isWatchdog = /^vitest-watchdog|\/vitest\/dist\/workers\/watchdog\.js/;
  for (const { pid, parent, command } of runningProcesses())
    if (parent === process.pid && isWatchdog.test(command)) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile, and an error here would fail the run outside its tests.
  }
}
