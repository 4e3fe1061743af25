import { readdirSync, readFileSync } from 'node:fs';

/** Kills a process and everything in its process group. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Start time of a process in kernel ticks, which distinguishes it from a later process with the same id. Null without
 * /proc or without such a process.
 */
export function startTimeOf(pid: number): string | null {
  return fieldOf(pid, 19);
}

/** A field of /proc/<pid>/stat, counted from the one after the name. */
function fieldOf(pid: number, index: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[index] ?? null;
  } catch {
    return null;
  }
}

/** Kills every process of a session, including the groups of a shell's jobs. Without /proc: only the leader's group. */
export function killSession(leader: number): void {
  killGroup(leader);
  for (const pid of processIds()) {
    if (fieldOf(pid, 3) !== String(leader)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended in the meantime.
    }
  }
}

function processIds(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
