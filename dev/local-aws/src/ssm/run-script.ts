import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BoundedOutput } from './bounded-output.ts';
import { killGroup } from './process-group.ts';
import type { ScriptStep } from './script-steps.ts';

export interface ScriptEnd {
  readonly exitCode: number;
  readonly reason: 'exited' | 'timed-out' | 'killed';
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningScript {
  /** Process id and process group id; null when it could not be started. */
  readonly pid: number | null;
  readonly ended: Promise<ScriptEnd>;
  kill(): void;
}

export interface ScriptOptions {
  /** Is made for the script, and removed after it. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** How long output is read after the script's end, ms: a background process could keep it open forever. */
const drainMs = 250;

/**
 * Starts one step of a document as a shell script in its own process group. Its file is written synchronously: on a busy
 * machine three turns of the thread pool take longer than all of it.
 */
export function startScript(step: ScriptStep, { directory, environment }: ScriptOptions): RunningScript {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, '_script.sh');
  writeFileSync(file, step.script, { mode: 0o700 });

  const child = spawn('/bin/sh', [file], {
    cwd: step.workingDirectory ?? directory,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = new BoundedOutput(24_000, '\n---Output truncated---');
  const stderr = new BoundedOutput(8_000, '\n---Error truncated----');
  child.stdout.on('data', (chunk: Buffer) => stdout.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk));

  let reason: ScriptEnd['reason'] = 'exited';
  const stop = (why: 'timed-out' | 'killed'): void => {
    if (reason === 'exited') reason = why;
    if (child.pid) killGroup(child.pid);
  };
  const timer = setTimeout(() => stop('timed-out'), step.timeoutSeconds * 1000);

  const ended = (async (): Promise<ScriptEnd> => {
    const closed = once(child, 'close').catch(() => undefined);
    try {
      const [code] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      const drained = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainMs);
      await closed;
      clearTimeout(drained);
      return { exitCode: code ?? 137, reason, stdout: stdout.toString(), stderr: stderr.toString() };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return {
        exitCode: 127,
        reason: 'exited',
        stdout: '',
        stderr: `The script could not be started: ${why}`,
      };
    } finally {
      clearTimeout(timer);
      // Not awaited; the next start of the local AWS removes what remains.
      void rm(directory, { recursive: true, force: true }).catch(() => undefined);
    }
  })();
  return { pid: child.pid ?? null, ended, kill: () => stop('killed') };
}
