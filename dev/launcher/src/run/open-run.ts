import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OwnedResource, recordResource } from './owned-resource.ts';
import { removeDirectory } from './remove-directory.ts';
import { makeRunDirectory, runtimeDirectory } from './run-directories.ts';
import { tlsVariables } from './tls-variables.ts';

/** Names the directory of the run that a process belongs to. Every child of a run gets it. */
const runVariable = 'PINEAPPLE_RUN';

/** A directory for the files of a running program. It is removed when the program ends, however it ends. */
export interface Run extends AsyncDisposable {
  /** Short enough for sockets: the kernel takes paths of up to 107 bytes. */
  readonly directory: string;
}

/** Names the directory where the programs of a run keep their compiled modules. */
const compiledVariable = 'PINEAPPLE_COMPILED';

/** The environment that a child of this process needs to belong to its run. */
export const runEnvironment = (): Readonly<Record<string, string | undefined>> => ({
  [runVariable]: process.env[runVariable],
  [compiledVariable]: process.env[compiledVariable],
  // Not for this process itself: vitest's workers don't end when Node keeps what they compile.
  NODE_COMPILE_CACHE: process.env[compiledVariable],
});

/**
 * Lets Node programs share what they compile, in a directory that may be there already. One that is started again is ready
 * in half of the time.
 */
export function shareCompiledModules({ directory }: Pick<Run, 'directory'>): void {
  process.env[compiledVariable] ??= join(directory, 'compiled');
}

let ending = false;

/** Whether this process's run is being cleaned up: what ends now is not started again. */
export const runIsEnding = (): boolean => ending;

/** Opens a run in the system's directory for sockets, or joins the one that this process belongs to. */
export function openRun(): Promise<Run> {
  const outer = process.env[runVariable];
  return outer === undefined ? startRun(runtimeDirectory()) : Promise.resolve(joinRun(outer));
}

/**
 * Opens a run for tests or benchmarks: it holds all their temporary files, which may be large. Joins the run that this
 * process belongs to, if there is one.
 */
export async function openTemporaryRun(): Promise<Run> {
  const outer = process.env[runVariable];
  if (outer !== undefined) return joinRun(outer);
  const run = await startRun(tmpdir());
  process.env['TMPDIR'] = run.directory;
  return run;
}

/**
 * Registers a resource that is removed with the run. Call it before the resource is created, and dispose of the result
 * after it was removed. Does nothing in a process that belongs to no run.
 */
export function ownResource(resource: OwnedResource): Disposable {
  const directory = process.env[runVariable];
  return directory === undefined
    ? { [Symbol.dispose]: () => undefined }
    : recordResource(directory, resource);
}

/** Cleans up the run before a signal ends this process. */
export function cleanUpOnSignals(run: Run): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      process.stderr.write('\n  Interrupted: cleaning up\n');
      void run[Symbol.asyncDispose]().then(() => process.exit(128 + constants.signals[signal]));
    });
  }
}

function joinRun(outer: string): Run {
  const directory = mkdtempSync(join(outer, 'r-'));
  return { directory, [Symbol.asyncDispose]: () => Promise.resolve(removeDirectory(directory)) };
}

async function startRun(parent: string): Promise<Run> {
  const directory = makeRunDirectory(parent);
  const program = fileURLToPath(new URL('reaper.ts', import.meta.url));
  const { PATH, TMPDIR } = process.env;
  const reaper = spawn(process.execPath, [program, directory, String(process.pid)], {
    env: { PATH, TMPDIR, ...tlsVariables() },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C at the terminal does not reach it.
    detached: true,
  });
  const [line] = (await Promise.race([once(reaper.stdout, 'data'), once(reaper, 'exit')])) as [unknown];
  if (!Buffer.isBuffer(line))
    throw new Error(`The process that cleans up ${directory} did not start: status ${line}.`);
  reaper.stdout.destroy();
  reaper.unref();
  (reaper.stdin as Socket).unref();
  process.env[runVariable] = directory;
  return {
    directory,
    async [Symbol.asyncDispose]() {
      ending = true;
      reaper.ref();
      reaper.stdin.end();
      if (reaper.exitCode === null && reaper.signalCode === null) await once(reaper, 'exit');
      Reflect.deleteProperty(process.env, runVariable);
      ending = false;
    },
  };
}
