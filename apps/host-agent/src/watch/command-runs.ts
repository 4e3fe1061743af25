import { readFile, readlink } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const lookAgainMs = 2;
const mostLooks = 250;

/**
 * Whether a container's own command has taken the place of the init that started it; false when that could not
 * start it, of which Docker then tells. Without this a container that lacks its command would be READY for the
 * blink between the two. The kernel tells of no exec without tracing it, so this looks at the process; the
 * first look is nearly always enough.
 */
export async function commandRuns(pid: number, signal: AbortSignal): Promise<boolean> {
  for (let look = 0; look < mostLooks && !signal.aborted; look += 1) {
    const state = await lookAt(pid);
    if (state === 'runs') return true;
    if (state === 'gone') return false;
    await setTimeout(lookAgainMs);
  }
  return !signal.aborted;
}

async function lookAt(init: number): Promise<'runs' | 'starting' | 'gone'> {
  try {
    const [own, children] = await Promise.all([
      readlink(`/proc/${init}/exe`),
      readFile(`/proc/${init}/task/${init}/children`, 'utf8'),
    ]);
    // An image may be its own init.
    if (!own.endsWith('/docker-init')) return 'runs';
    const child = children.trim().split(' ')[0] ?? '';
    if (child === '') return 'starting';
    return (await readlink(`/proc/${child}/exe`).catch(() => own)) === own ? 'starting' : 'runs';
  } catch {
    return exists(init);
  }
}

/** Where the agent may not look at the process, as on another machine, it takes Docker's word. */
async function exists(pid: number): Promise<'runs' | 'gone'> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return status === null && process.platform === 'linux' && process.getuid?.() === 0 ? 'gone' : 'runs';
}
