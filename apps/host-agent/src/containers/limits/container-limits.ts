import { readFile } from 'node:fs/promises';
import { runInShell } from '../../system/program-shell.ts';
import { inotifyPerContainer, terminalsPerContainer } from '../../system/shared-tables.ts';

/**
 * $1: a process in the container; $2: options of its pseudo-terminals; $3 and $4: its most inotify instances and
 * watches, which only a user namespace counts apart. Root inside can't raise them.
 */
const setLimits = `
mount -N "$1" -t devpts -o "$2" devpts /dev/pts
[ "/proc/$1/ns/user" -ef /proc/self/ns/user ] || exec nsenter --user="/proc/$1/ns/user" sh -ec '
  echo "$1" > /proc/sys/user/max_inotify_instances
  echo "$2" > /proc/sys/user/max_inotify_watches
' sh "$3" "$4"
`;

/**
 * Limits what a container that was just started takes of the tables that all containers of the host share.
 * @throws Error when the container exited
 */
export async function limitContainer(pid: number): Promise<void> {
  const { instances, watches } = inotifyPerContainer;
  const options = terminalOptions(await readFile(`/proc/${pid}/mountinfo`, 'utf8'));
  await runInShell('sh', ['-ec', setLimits, 'sh', String(pid), options, String(instances), String(watches)]);
}

/**
 * The options that limit a container's pseudo-terminals and keep all else. A remount sets those that it does not name
 * to the kernel's defaults.
 * @param mountinfo text of the container's `/proc/<pid>/mountinfo`
 */
export function terminalOptions(mountinfo: string): string {
  const line = mountinfo.split('\n').findLast((each) => each.split(' ')[4] === '/dev/pts');
  const [mount = '', source = ''] = line?.split(' - ') ?? [];
  const [flags, options] = [mount.split(' ')[5], source.split(' ')[2]];
  if (flags === undefined || options === undefined) throw new Error('The container has no /dev/pts');
  const kept = options.split(',').filter((option) => !option.startsWith('max='));
  return ['remount', flags, ...kept, `max=${terminalsPerContainer}`].join(',');
}
