import { quoted, splitWords } from '@pineapple/core';
import { programState } from '../containers/program-state.ts';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { DockerError, isNotFound } from '../docker/docker-error.ts';
import { createCommand, inspectExec, runCommand } from '../docker/docker-exec.ts';
import type { CommandsRecord } from '../state/lab-record.ts';
import type { ContainerTracker } from '../state/container-tracker.ts';
import type { Journal } from '../state/journal.ts';
import type { LabState } from '../state/lab-state.ts';
import { slowAfterMs } from './readiness-check.ts';

/** A container that was started. */
export interface Started {
  readonly state: LabState;
  readonly tracker: ContainerTracker;
  readonly details: ContainerDetails;
}

interface CommandResult {
  /** Null if Docker does not know it. */
  readonly code: number | null;
  /** The end of the output in one line; empty if it was not seen. */
  readonly output: string;
}

/** Those that it has now, until they were noted for this start: a change waits for the next one. */
function recordOf({ state, tracker, details }: Started): CommandsRecord & { lines: readonly string[] } {
  const { StartedAt } = details.State;
  const lines = state.container(tracker.containerId)?.exec ?? [];
  const known = tracker.commands;
  return known?.startedAt === StartedAt
    ? { ...known, lines: known.lines ?? lines }
    : { startedAt: StartedAt, done: 0, execId: null, failure: null, lines };
}

/**
 * Runs the commands that a container has for every start. Each runs once for a start: how far they are is saved, and a
 * command that an earlier agent started is waited for.
 */
export class StartCommands {
  readonly #docker: DockerClient;
  readonly #journal: Pick<Journal, 'save'>;
  /** Called at the end of commands that were started earlier, by Docker's id of the exec. */
  readonly #waiting = new Map<string, () => void>();

  constructor(docker: DockerClient, journal: Pick<Journal, 'save'>) {
    this.#docker = docker;
    this.#journal = journal;
  }

  /** Notes which commands belong to this start. A start that is known keeps its own. */
  begin(started: Started): void {
    started.tracker.recordCommands(recordOf(started));
  }

  /** Whether all commands of this start have ended with status 0. */
  areDone(started: Started): boolean {
    const { done, lines } = recordOf(started);
    return done >= lines.length;
  }

  /** Why a command of this start failed; null if none has. */
  failure(started: Started): string | null {
    return recordOf(started).failure;
  }

  /** Docker reports that a command has ended. */
  ended(execId: string): void {
    this.#waiting.get(execId)?.();
  }

  /**
   * Runs those commands of a start that have not run yet, one after the other until one fails or the container stops.
   * @param onSlow called with what takes long, and with null once that has ended
   */
  async run(started: Started, signal: AbortSignal, onSlow: (reason: string | null) => void): Promise<void> {
    const { state, tracker } = started;
    if (this.areDone(started) || this.failure(started) !== null) return;
    for (const [index, line] of recordOf(started).lines.entries()) {
      const { done } = recordOf(started);
      if (index < done) continue;
      let isSlow = false;
      const timer = setTimeout(() => {
        isSlow = true;
        onSlow(`The command ${quoted(line)} has not finished yet`);
      }, slowAfterMs);
      try {
        const result = await this.#runOne(started, line, signal);
        if (result === null || signal.aborted) return;
        const isDone = result.code === 0;
        const failure = isDone ? null : failureOf(line, result);
        const record = recordOf(started);
        tracker.recordCommands({ ...record, done: isDone ? done + 1 : done, execId: null, failure });
        if (isSlow) onSlow(null);
        if (!isDone) break;
      } finally {
        clearTimeout(timer);
      }
    }
    await this.#journal.save(state);
  }

  /** @returns null if the container stops meanwhile, which ends the command too */
  async #runOne(started: Started, line: string, signal: AbortSignal): Promise<CommandResult | null> {
    try {
      const result = (await this.#resume(started, signal)) ?? (await this.#start(started, line, signal));
      return result.code !== 0 && (await isStopping(started)) ? null : result;
    } catch (error) {
      if (error instanceof DockerError && (await isStopping(started))) return null;
      throw error;
    }
  }

  async #start(started: Started, line: string, signal: AbortSignal): Promise<CommandResult> {
    const { state, tracker, details } = started;
    const record = recordOf(started);
    let { execId } = record;
    if (execId === null) {
      const words = splitWords(line);
      if (!words.ok) return { code: null, output: words.error };
      const env = [`HOSTNAME=${tracker.name}`];
      execId = await createCommand(this.#docker, details.Id, words.value, env);
      tracker.recordCommands({ ...record, execId });
      await this.#journal.save(state);
    }
    const output = await runCommand(this.#docker, execId, signal);
    return { code: (await inspectExec(this.#docker, execId)).ExitCode, output };
  }

  /** Waits for the command that may have been started earlier. @returns null if none was */
  async #resume(started: Started, signal: AbortSignal): Promise<CommandResult | null> {
    const { execId } = recordOf(started);
    if (execId === null) return null;
    const ended = new Promise<void>((resolve) => {
      this.#waiting.set(execId, resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      const { Running, ExitCode } = await inspectExec(this.#docker, execId);
      if (!Running) return ExitCode === null ? null : { code: ExitCode, output: '' };
      await ended;
      return { code: signal.aborted ? null : (await inspectExec(this.#docker, execId)).ExitCode, output: '' };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return { code: null, output: 'Docker no longer knows how it ended' };
    } finally {
      this.#waiting.delete(execId);
    }
  }
}

/** Whether the end of a command follows from that of its container, which Docker reports a moment later. */
async function isStopping({ tracker, details }: Started): Promise<boolean> {
  const { operation } = tracker;
  if (operation !== null && operation !== 'start') return true;
  return (await programState(details.State.Pid)) !== 'runs';
}

function failureOf(line: string, { code, output }: CommandResult): string {
  const shown = output === '' ? '' : `: ${output}`;
  return `The command ${quoted(line)} exited with status ${code ?? 'unknown'}${shown}`;
}
