import { readFile } from 'node:fs/promises';
import type { DockerClient } from '../../docker/docker-client.ts';
import { type findContainer, requireRunning } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';

/** The first process of each container that was asked for, by Docker's id. */
const known = new Map<string, number>();
const mostKnown = 4_096;

/**
 * The first process of a container; null if it does not run. Docker is asked once for each start of it: the control group of a
 * process says later whether it is still that container's.
 * @throws StreamRefusal when Docker does not answer
 */
export async function runningPid(
  docker: DockerClient,
  container: ReturnType<typeof findContainer>,
): Promise<number | null> {
  const { key } = container;
  const pid = key === null ? undefined : known.get(key);
  if (key !== null && pid !== undefined) {
    const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
    if (groups.includes(key)) return pid;
    known.delete(key);
  }
  try {
    const { State, Id } = (await requireRunning(docker, container)).details;
    if (known.size >= mostKnown) known.clear();
    known.set(Id, State.Pid);
    return State.Pid;
  } catch (error) {
    if (error instanceof StreamRefusal && error.code === 'NOT_RUNNING') return null;
    throw error;
  }
}
