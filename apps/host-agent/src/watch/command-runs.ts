import { readFile, readlink } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const retryMs = 2;
const maxAttempts = 250;

/**
 * Whether the container's init has started the container's own command. False when init could not start it; Docker then
 * reports the exit. Without this check, a container whose image lacks the command would be READY for an instant. The
 * kernel has no event for exec without tracing, so this reads /proc; the first attempt nearly always answers.
 */
export async function commandRuns(pid: number, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 0; attempt < maxAttempts && !signal.aborted; attempt += 1) {
    const state = await readState(pid);
    if (state === 'runs') return true;
    if (state === 'gone') return false;
    await setTimeout(retryMs);
  }
  return !signal.aborted;
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

async function readState(init: number): Promise<'runs' | 'starting' | 'gone'> {
  try {
    const [own, children] = await Promise.all([
      readlink(`/proc/${init}/exe`),
      readFile(`/proc/${init}/task/${init}/children`, 'utf8'),
    ]);
    if (isContainerRuntime(own)) return 'starting';
    // The engine can have another init.
    if (!own.endsWith('/docker-init')) return 'runs';
    const child = children.trim().split(' ')[0] ?? '';
    if (child === '') return 'starting';
    return (await readlink(`/proc/${child}/exe`).catch(() => own)) === own ? 'starting' : 'runs';
  } catch {
    return exists(init);
  }
}

/** Where the process is not visible, for example on another machine, the agent relies on Docker's report. */
async function exists(pid: number): Promise<'runs' | 'gone'> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return status === null && process.platform === 'linux' && process.getuid?.() === 0 ? 'gone' : 'runs';
}
