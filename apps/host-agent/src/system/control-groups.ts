import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The directories of a container's control groups. */
export type ControlGroups =
  | {
      readonly version: 1;
      readonly cpu: string;
      readonly cpuacct: string;
      readonly memory: string;
      readonly pids: string;
      /** Its group of version 2 beside those, which has no controllers; null if the machine has none. */
      readonly unified: string | null;
    }
  | { readonly version: 2; readonly path: string };

/** Paths of a process's control groups, by controller; the key for version 2 is empty. */
export function parseMembership(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) found.set(controller, path);
  }
  return found;
}

/** Mount points of the control group trees, by controller; the key for version 2 is empty. */
export function parseMounts(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, path = '', type = '', options = ''] = line.split(' ');
    if (type === 'cgroup2') found.set('', path);
    if (type === 'cgroup') for (const option of options.split(',')) found.set(option, path);
  }
  return found;
}

/** The group of the whole container, even if its first process is in a subgroup. */
function containerGroup(path: string, key: string): string {
  const parts = path.split('/');
  const last = parts.findLastIndex((part) => part.includes(key));
  return last < 0 ? path : parts.slice(0, last + 1).join('/');
}

/** Finds the control groups of a container by its first process; null if they are not visible. */
export async function findControlGroups(pid: number, key: string): Promise<ControlGroups | null> {
  const texts = await Promise.all(
    [`/proc/${pid}/cgroup`, '/proc/self/mounts'].map((path) => readFile(path, 'utf8')),
  ).catch(() => null);
  const [membership, mounts] = [parseMembership(texts?.[0] ?? ''), parseMounts(texts?.[1] ?? '')];
  const directory = (controller: string): string | null => {
    const [mount, path] = [mounts.get(controller), membership.get(controller)];
    return mount === undefined || path === undefined || !path.includes(key)
      ? null
      : join(mount, containerGroup(path, key));
  };
  const [cpu, cpuacct, memory, pids] = ['cpu', 'cpuacct', 'memory', 'pids'].map(directory);
  const unified = directory('');
  if (cpu && cpuacct && memory && pids) return { version: 1, cpu, cpuacct, memory, pids, unified };
  return unified === null ? null : { version: 2, path: unified };
}
