import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the kernel accounts for a container. */
export type ControlGroups =
  | {
      readonly version: 1;
      readonly cpu: string;
      readonly cpuacct: string;
      readonly memory: string;
      readonly pids: string;
    }
  | { readonly version: 2; readonly path: string };

/** Directories of a process's control groups, by controller; the one tree of version 2 has an empty name. */
export function parseMembership(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) found.set(controller, path);
  }
  return found;
}

/** Where each controller's tree is mounted; version 2 has an empty name here too. */
export function parseMounts(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, path = '', type = '', options = ''] = line.split(' ');
    if (type === 'cgroup2') found.set('', path);
    if (type === 'cgroup') for (const option of options.split(',')) found.set(option, path);
  }
  return found;
}

/** The group of the whole container, whichever of its own its first process is in. */
function ownGroup(path: string, key: string): string {
  const parts = path.split('/');
  const last = parts.findLastIndex((part) => part.includes(key));
  return last < 0 ? path : parts.slice(0, last + 1).join('/');
}

/** The control groups of a container's first process; null where they are out of sight. */
export async function findControlGroups(pid: number, key: string): Promise<ControlGroups | null> {
  const texts = await Promise.all(
    [`/proc/${pid}/cgroup`, '/proc/self/mounts'].map((path) => readFile(path, 'utf8')),
  ).catch(() => null);
  const [membership, mounts] = [parseMembership(texts?.[0] ?? ''), parseMounts(texts?.[1] ?? '')];
  const directory = (controller: string): string | null => {
    const [mount, path] = [mounts.get(controller), membership.get(controller)];
    return mount === undefined || path === undefined || !path.includes(key)
      ? null
      : join(mount, ownGroup(path, key));
  };
  const [cpu, cpuacct, memory, pids] = ['cpu', 'cpuacct', 'memory', 'pids'].map(directory);
  if (cpu && cpuacct && memory && pids) return { version: 1, cpu, cpuacct, memory, pids };
  const path = directory('');
  return path === null ? null : { version: 2, path };
}
