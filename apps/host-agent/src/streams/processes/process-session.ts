import { setTimeout as delay } from 'node:timers/promises';
import { isInContainer, readStat, sessionMembers } from './process-stat.ts';

/** Whom to signal: the leader of a session in a container, told apart from a later process of the same number. */
export interface SessionLeader {
  readonly pid: number;
  readonly startTime: string;
  /** Docker's id of the container. */
  readonly key: string;
}

/** How long those who are told to hang up may take. */
const graceMs = 1000;
/** The kernel tells nobody but the parent of a process's end. */
const lookEveryMs = 20;
/** Looks after SIGKILL: what forks faster than this is ended with its container. */
const mostKills = 100;

/** The leader as it runs now; null where this process can't see it. */
export async function findLeader(pid: number, key: string): Promise<SessionLeader | null> {
  const stat = pid > 1 ? await readStat(pid) : null;
  if (!stat || !(await isInContainer(pid, key))) return null;
  return { pid, startTime: stat.startTime, key };
}

/**
 * The processes of the session that still run: none when another process has taken the leader's number, as the kernel
 * gives it away only once the session is empty.
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
      // It ended by itself.
    }
  }
}

/** Tells what runs in a session that its terminal is gone; who ignores that, as under nohup, lives on. */
export async function hangUp(leader: SessionLeader): Promise<void> {
  const members = await remaining(leader);
  signal(members, 'SIGHUP');
  // Who was stopped (Ctrl-Z) hears it only when it goes on.
  signal(members, 'SIGCONT');
}

/**
 * Ends a session: hang-up first, then SIGKILL. What has made a session of its own (setsid, as daemons do) is no part of
 * it and lives on. True once nothing of it runs.
 */
export async function endSession(leader: SessionLeader): Promise<boolean> {
  await hangUp(leader);
  const deadline = Date.now() + graceMs;
  for (;;) {
    if ((await remaining(leader)).length === 0) return true;
    if (Date.now() >= deadline) break;
    await delay(lookEveryMs);
  }
  for (let kill = 0; kill < mostKills; kill += 1) {
    const members = await remaining(leader);
    if (members.length === 0) return true;
    signal(members, 'SIGKILL');
    await delay(lookEveryMs);
  }
  return false;
}
