import { quoted, splitWords } from '@pineapple/core';
import type { Logger } from 'pino';
import { programState } from '../containers/program-state.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { createCommand, inspectExec, runCommand } from '../docker/docker-exec.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';

/** For how long all commands of a container may run before it stops in any case, in milliseconds. */
const longestMs = 10_000;

interface Stop {
  readonly state: LabState;
  readonly tracker: ContainerTracker;
  /** Docker's id. */
  readonly key: string;
}

interface StopOptions {
  readonly docker: DockerClient;
  readonly journal: Pick<Journal, 'enterPhase'>;
  readonly log: Logger;
}

/** Runs the commands of a container for its stop, while it still has its interfaces, and shows what failed. */
export async function prepareStop(
  { docker, journal, log }: StopOptions,
  { state, tracker, key }: Stop,
): Promise<void> {
  const { containerId, name, onStop } = tracker;
  const failure = await runStopCommands(docker, { key, hostname: name, lines: onStop });
  tracker.recordStopFailure(failure);
  if (failure === null) return;
  log.info({ containerId, failure }, 'a command for the stop of a container failed');
  // A command before it may have ended the program.
  if (tracker.phase === 'STOPPING' || tracker.phase === 'STOPPED')
    journal.enterPhase(state, tracker, tracker.phase, new Date(), failure);
}

interface StopCommands {
  /** Docker's id. */
  readonly key: string;
  readonly hostname: string;
  readonly lines: readonly string[];
  readonly mostMs?: number;
}

/**
 * Runs the commands that a container has for its stop, one after the other, also after one that failed. Nothing runs in one
 * whose program does not run. Never throws: a container stops in any case.
 * @returns the first failure, in a sentence for the page; null if there was none
 */
export async function runStopCommands(
  docker: DockerClient,
  { key, hostname, lines, mostMs = longestMs }: StopCommands,
): Promise<string | null> {
  if (lines.length === 0) return null;
  const signal = AbortSignal.timeout(mostMs);
  let failure: string | null = null;
  let present = '';
  try {
    for (const line of lines) {
      present = line;
      if (!(await runs(docker, key))) break;
      signal.throwIfAborted();
      const failed = await runOne(docker, { key, hostname, line, signal });
      if (failed !== null && (await runs(docker, key))) failure ??= failed;
    }
    return failure;
  } catch (error) {
    const why = signal.aborted
      ? `had not finished after ${mostMs / 1000} seconds`
      : `failed: ${error instanceof Error ? error.message : String(error)}`;
    return failure ?? `The stop command ${quoted(present)} ${why}`;
  }
}

async function runOne(
  docker: DockerClient,
  {
    key,
    hostname,
    line,
    signal,
  }: { readonly key: string; readonly hostname: string; readonly line: string; readonly signal: AbortSignal },
): Promise<string | null> {
  const words = splitWords(line);
  if (!words.ok) return `The stop command ${quoted(line)} ${words.error}`;
  const execId = await createCommand(docker, key, words.value, [`HOSTNAME=${hostname}`]);
  const output = await runCommand(docker, execId, signal);
  const { ExitCode } = await inspectExec(docker, execId);
  if (ExitCode === 0) return null;
  const shown = output === '' ? '' : `: ${output}`;
  return `The stop command ${quoted(line)} exited with status ${ExitCode ?? 'unknown'}${shown}`;
}

/** A command may end the program itself, which is no failure. */
async function runs(docker: DockerClient, key: string): Promise<boolean> {
  const { State } = await docker.inspectContainer(key);
  return State.Running && (await programState(State.Pid)) === 'runs';
}
