import { readdirSync, readFileSync } from 'node:fs';
import { statFields } from '@pineapple/launcher';

/** Clock ticks a second, on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Seconds of processor time of a process so far. */
export function processorSeconds(pid: number): number {
  return secondsIn(`/proc/${pid}/stat`);
}

/** The same for each thread, by the first 15 characters of its name. */
export function processorSecondsByThread(pid: number): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const directory = `/proc/${pid}/task/${thread}`;
    const name = readFileSync(`${directory}/comm`, 'utf8').trim();
    seconds.set(name, (seconds.get(name) ?? 0) + secondsIn(`${directory}/stat`));
  }
  return seconds;
}

function secondsIn(path: string): number {
  const fields = statFields(path);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
