import { readFile, readlink } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { gateProgram } from './gate/gates.ts';

const retryMs = 2;
/** Half a minute: a busy machine takes long to load a large program, and the container's end is always seen. */
const maxAttempts = 15_000;

/**
 * Where a container is with its program: the program waits behind the gate or is being started, it runs, or the
 * container exited.
 */
type ProgramState = 'waits' | 'runs' | 'gone';

/**
 * Waits until a container that was let through its gate runs its program. The kernel has no event for exec without
 * tracing, so this reads /proc; the first attempts nearly always answer.
 * @returns false if the container exits before: then Docker reports the exit
 */
export async function programStarts(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const state = await programState(pid);
    if (state !== 'waits') return state === 'runs';
    await setTimeout(retryMs);
  }
  throw new Error('The program behind the gate did not start within half a minute');
}

/**
 * Whether a process is still the runtime that becomes the container's init: Docker reports the start before that exec.
 *
 * @param exe Target of `/proc/<pid>/exe`. runc runs from a sealed copy of itself, which shows as `/` or
 * `/memfd:runc_cloned:…`.
 */
export function isContainerRuntime(exe: string): boolean {
  return exe === '/' || /(?:^|\/)(?:runc|crun)(?: |$)|^\/memfd:/.test(exe);
}

function isBeforeProgram(exe: string): boolean {
  return isContainerRuntime(exe) || exe === gateProgram;
}

/** @param init The container's first process */
export async function programState(init: number): Promise<ProgramState> {
  const own = await readlink(`/proc/${init}/exe`).catch(() => null);
  // An exiting process has no program any more, and shows its end a little later.
  if (own === null) return (await hasEnded(init)) ? 'gone' : 'waits';
  if (isBeforeProgram(own)) return 'waits';
  // The engine can have another init.
  if (!own.endsWith('/docker-init')) return 'runs';
  const children = await readFile(`/proc/${init}/task/${init}/children`, 'utf8').catch(() => '');
  const child = children.trim().split(' ')[0] ?? '';
  if (child === '') return (await hasEnded(init)) ? 'gone' : 'waits';
  const program = await readlink(`/proc/${child}/exe`).catch(() => null);
  return program === null || program === own || isBeforeProgram(program) ? 'waits' : 'runs';
}

/** Whether a process is gone, or only its exit status is left. */
async function hasEnded(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return status === null || /^[ZX]/.test(status.slice(status.lastIndexOf(')') + 2));
}
