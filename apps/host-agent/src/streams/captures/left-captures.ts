import { readdir, readFile } from 'node:fs/promises';

/** The variable in the environment of each capture program that says which agent started it. */
const mark = 'PINEAPPLE_CAPTURES_OF';

/** @param stateDir tells the agents on one machine apart */
export function captureMark(stateDir: string): Record<string, string> {
  return { [mark]: stateDir };
}

/**
 * Ends the capture programs of an agent that was killed. They end by themselves only when a packet arrives that they can't
 * deliver. To be called before this agent captures.
 * @returns how many there were
 */
export async function endLeftCaptures(stateDir: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const ended = await Promise.all(
    pids.map(async (pid) => {
      // A process may end meanwhile.
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(`${mark}=${stateDir}`) && kill(pid);
    }),
  );
  return ended.filter(Boolean).length;
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
