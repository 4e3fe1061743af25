import { type FileHandle, open } from 'node:fs/promises';
import { isInContainer } from '../processes/process-stat.ts';
import type { RunningContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';

/**
 * Opens the network namespace of a running container. The open file names this namespace for good. A path with the pid
 * would not: the kernel may give the pid of a container that stops to a process of another lab.
 * @throws StreamRefusal when the container has stopped meanwhile
 */
export async function openNamespace({
  name,
  key,
  details,
}: Pick<RunningContainer, 'name' | 'key' | 'details'>): Promise<FileHandle> {
  const pid = details.State.Pid;
  const stopped = new StreamRefusal('NOT_RUNNING', `${name} is not running`);
  if (key === null || pid < 2) throw stopped;
  const file = await open(`/proc/${pid}/ns/net`, 'r').catch(() => null);
  if (file === null) throw stopped;
  if (await isInContainer(pid, key)) return file;
  await file.close();
  throw stopped;
}
