import type { ContainerDetails } from '../docker/docker-answers.ts';

const signals: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  131: 'SIGQUIT',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

/** What Docker's init prints when it can't start the command that it was given. */
const initFailed = /^\[FATAL [^\]]+\] exec (?<what>.+) failed: (?<why>.+)$/;

/**
 * Why a container's process ended, for whoever looks at the lab.
 * @param said the last line that it printed
 * @param memoryMb how much memory it may use, when it ran out of it; else null
 */
export function endReason(state: ContainerDetails['State'], said: string, memoryMb: number | null): string {
  if (state.Error !== '') return state.Error;
  const { ExitCode: code } = state;
  if (memoryMb !== null || state.OOMKilled) {
    const most = memoryMb === null ? '' : `: it may use ${memoryMb} MB`;
    return `It ran out of memory${most}, and the kernel ended it (status ${code})`;
  }
  const lacking = initFailed.exec(said)?.groups;
  if (lacking) return `Its command could not be started: exec ${lacking['what']}: ${lacking['why']}`;
  const signal = signals[code];
  const last = said === '' ? '' : `: ${said}`;
  if (signal !== undefined) return `Its process ended with status ${code} (${signal})${last}`;
  return code === 0
    ? `Its process ended by itself, with status 0; a container needs a process that goes on${last}`
    : `Its process ended with status ${code}${last}`;
}
