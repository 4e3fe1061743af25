import { readFile, readdir } from 'node:fs/promises';

/** A process as /proc shows it; `startTime` is in clock ticks since boot. */
interface ProcessStat {
  readonly pid: number;
  readonly session: number;
  readonly startTime: string;
}

/** Parses fields 6 and 22 of /proc/<pid>/stat. The name before them may contain anything, also parentheses. */
export function parseStat(text: string): ProcessStat | null {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [session, startTime] = [fields[3], fields[19]];
  if (session === undefined || startTime === undefined || fields[0] === 'Z') return null;
  return { pid: Number.parseInt(text, 10), session: Number(session), startTime };
}

/** Null if there is no such process, or only a zombie. */
export async function readStat(pid: number): Promise<ProcessStat | null> {
  return readFile(`/proc/${pid}/stat`, 'utf8').then(parseStat, () => null);
}

let scanning: Promise<ProcessStat[]> | null = null;

/** All processes. Concurrent calls, as when hundreds of terminals end together, share one scan. */
async function allProcesses(): Promise<ProcessStat[]> {
  scanning ??= scan().finally(() => (scanning = null));
  return scanning;
}

async function scan(): Promise<ProcessStat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readStat(Number(pid))));
  return stats.filter((stat) => stat !== null);
}

/** The processes of a session. */
export async function sessionMembers(session: number): Promise<ProcessStat[]> {
  return (await allProcesses()).filter((stat) => stat.session === session);
}

/** Whether a process is in a container. Also false for a pid of another machine's engine that exists here by chance. */
export async function isInContainer(pid: number, key: string): Promise<boolean> {
  return readFile(`/proc/${pid}/cgroup`, 'utf8').then(
    (text) => text.includes(key),
    () => false,
  );
}
