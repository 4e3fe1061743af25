import { setTimeout as delay } from 'node:timers/promises';
import { isInContainer, readStat, sessionMembers } from './process-stat.ts';

/** The leader of a session in a container. The start time distinguishes it from a later process with the same pid. */
export interface SessionLeader {
  readonly pid: number;
  readonly startTime: string;
  /** Docker's id of the container. */
  readonly key: string;
}

/** How long processes may take to exit after SIGHUP. */
const graceMs = 1000;
/** The kernel reports a process's end only to its parent, so the session is read again and again. */
const retryMs = 20;
/** Rounds of SIGKILL. Processes that fork faster end with their container. */
const maxKills = 100;

/** Finds a running session leader; null if it is not visible to this process. */
export async function findLeader(pid: number, key: string): Promise<SessionLeader | null> {
  const stat = pid > 1 ? await readStat(pid) : null;
  if (!stat || !(await isInContainer(pid, key))) return null;
  return { pid, startTime: stat.startTime, key };
}

/**
 * The processes of a session that still run. None if another process has the leader's pid, because the kernel reuses it
 * only once the session is empty.
 */
async function remaining(leader: SessionLeader): Promise<number[]> {
  const present = await readStat(leader.pid);
  if (present && present.startTime !== leader.startTime) return [];
  const members = (await sessionMembers(leader.pid)).map(({ pid }) => pid);
  const inside = await Promise.all(members.map((pid) => isInContainer(pid, leader.key)));
  return members.filter((_, index) => inside[index]);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has exited already.
    }
  }
}

/** Sends SIGHUP to a session's processes. Those that ignore it, for example under nohup, keep running. */
export async function hangUp(leader: SessionLeader): Promise<void> {
  const members = await remaining(leader);
  signal(members, 'SIGHUP');
  // Stopped processes (Ctrl-Z) handle the signal only once they continue.
  signal(members, 'SIGCONT');
}

/**
 * Ends a session's processes by SIGHUP, then SIGKILL. Processes in a session of their own (setsid, as daemons do) keep
 * running. Returns whether all have ended.
 */
export async function endSession(leader: SessionLeader): Promise<boolean> {
  await hangUp(leader);
  const deadline = Date.now() + graceMs;
  for (;;) {
    if ((await remaining(leader)).length === 0) return true;
    if (Date.now() >= deadline) break;
    await delay(retryMs);
  }
  for (let kill = 0; kill < maxKills; kill += 1) {
    const members = await remaining(leader);
    if (members.length === 0) return true;
    signal(members, 'SIGKILL');
    await delay(retryMs);
  }
  return false;
}
