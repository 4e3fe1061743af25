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

/** Why a container's process ended, for whoever looks at the lab. */
export function endReason(state: ContainerDetails['State'], outOfMemory: boolean, memoryMb: number): string {
  if (state.Error !== '') return state.Error;
  if (state.OOMKilled || outOfMemory)
    return `It ran out of memory: it may use ${memoryMb} MB, and the kernel ended it (status ${state.ExitCode})`;
  const signal = signals[state.ExitCode];
  if (signal !== undefined) return `Its process ended with status ${state.ExitCode} (${signal})`;
  return state.ExitCode === 0
    ? 'Its process ended by itself, with status 0: an image needs a process that goes on'
    : `Its process ended with status ${state.ExitCode}`;
}
