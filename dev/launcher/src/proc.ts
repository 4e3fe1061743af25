import { readdirSync, readFileSync } from 'node:fs';

/** A process as /proc shows it. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, each followed by a zero byte. */
  readonly command: string;
  /** The environment that it was started with, in the same form; empty for a process of another user. */
  readonly environment: string;
}

/** The fields of `/proc/…/stat` that follow the name, from the state on (proc_pid_stat(5)). */
export function statFields(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  // The name in parentheses may hold spaces.
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** When a process started, in ticks since boot. Null when it has ended, or where there is no /proc. */
export function startTimeOf(pid: number): string | null {
  try {
    const [state, ...fields] = statFields(`/proc/${pid}/stat`);
    return state === 'Z' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}

/** Names this process so that no later one with the same id is taken for it. */
export const processIdentity = (): string => `${process.pid} ${startTimeOf(process.pid) ?? ''}`;

/** Whether the process with that identity still runs. An id alone is an identity too. */
export function isRunning(identity: string): boolean {
  const [pid, startTime] = identity.split(' ');
  if (startTime) return startTimeOf(Number(pid)) === startTime;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

/** Every process on this machine; none where there is no /proc. */
export function runningProcesses(): RunningProcess[] {
  return processIds().flatMap((pid) => {
    try {
      const [state, parent] = statFields(`/proc/${pid}/stat`);
      if (state === 'Z') return [];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return [{ pid, parent: Number(parent), command, environment: environmentOf(pid) }];
    } catch {
      return [];
    }
  });
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
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
