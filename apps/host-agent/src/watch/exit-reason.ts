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

/** What the gate prints when it can't start the program. */
const gateFailed = /^cannot start "(?<what>.*)": (?<why>.+)$/;

/**
 * Why a container's process exited, for the page of the lab.
 * @param lastLine the last line that it printed
 * @param memoryMb its memory limit, if it ran out of memory; otherwise null
 */
export function exitReason(
  state: ContainerDetails['State'],
  lastLine: string,
  memoryMb: number | null,
): string {
  if (state.Error !== '') return state.Error;
  const { ExitCode: code } = state;
  if (memoryMb !== null || state.OOMKilled) {
    const limit = memoryMb === null ? '' : ` at its limit of ${memoryMb} MB`;
    return `Out of memory: the kernel killed the process${limit} (status ${code})`;
  }
  const failed = code === 126 || code === 127 ? gateFailed.exec(lastLine)?.groups : undefined;
  if (failed) return `The command could not be started: ${failed['what']}: ${failed['why']}`;
  const signal = signals[code];
  const output = lastLine === '' ? '' : `: ${lastLine}`;
  if (signal !== undefined) return `The process exited with status ${code} (${signal})${output}`;
  return code === 0
    ? `The process exited with status 0, but a container needs a process that keeps running${output}`
    : `The process exited with status ${code}${output}`;
}
