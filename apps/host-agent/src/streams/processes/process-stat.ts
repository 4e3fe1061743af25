import { readFile, readdir } from 'node:fs/promises';

/** A process as the kernel tells of it; `startTime` in ticks since the machine came up. */
export interface ProcessStat {
  readonly pid: number;
  readonly session: number;
  readonly startTime: string;
}

/** Fields 6 and 22 of /proc/<pid>/stat; the name before them may hold anything, a parenthesis included. */
export function parseStat(text: string): ProcessStat | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [session, startTime] = [fields[3], fields[19]];
  if (session === undefined || startTime === undefined || fields[0] === 'Z') return null;
  return { pid: Number.parseInt(text, 10), session: Number(session), startTime };
}

/** Null where there is no such process, or only what its parent has not fetched yet. */
export async function readStat(pid: number): Promise<ProcessStat | null> {
  return readFile(`/proc/${pid}/stat`, 'utf8').then(parseStat, () => null);
}

let scanning: Promise<ProcessStat[]> | null = null;

/** Everything that runs. Many who ask at once, as when hundreds of terminals end together, share one look. */
async function allProcesses(): Promise<ProcessStat[]> {
  scanning ??= scan().finally(() => (scanning = null));
  return scanning;
}

async function scan(): Promise<ProcessStat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readStat(Number(pid))));
  return stats.filter((stat) => stat !== null);
}

/** Everything that runs in a session. */
export async function sessionMembers(session: number): Promise<ProcessStat[]> {
  return (await allProcesses()).filter((stat) => stat.session === session);
}

/**
 * Whether a process is in a container. Tells apart the engine's numbers from our own, too, where the engine runs on
 * another machine.
 */
export async function isInContainer(pid: number, key: string): Promise<boolean> {
  return readFile(`/proc/${pid}/cgroup`, 'utf8').then(
    (text) => text.includes(key),
    () => false,
  );
}
