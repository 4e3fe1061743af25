import { readdirSync, readFileSync } from 'node:fs';

/** Ends a process and everything it started in its group. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * When a process started, in the kernel's ticks, so that a later one with the same id is not taken for it.
 * Null where there is no /proc, or no such process.
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

/** Ends every process of a session, the groups of a shell's jobs included. Where there is no /proc: the leader's group. */
export function killSession(leader: number): void {
  killGroup(leader);
  for (const pid of processIds()) {
    if (fieldOf(pid, 3) !== String(leader)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
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
