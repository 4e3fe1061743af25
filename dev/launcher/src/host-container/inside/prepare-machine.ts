import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cgroups = '/sys/fs/cgroup';
const tun = '/dev/net/tun';

function mustRun(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr.trim()}`);
}

/** Gives this container what a dockerd needs and Docker keeps from containers that are not privileged. */
export function prepareMachine(): void {
  const mounted = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  for (const [, path = '', type = '', options = ''] of mounted) {
    if (/^cgroup2?$/.test(type) && path.startsWith(cgroups) && options.split(',').includes('ro'))
      mustRun('mount', '-o', 'remount,bind,rw', path);
  }
  if (existsSync(join(cgroups, 'cgroup.controllers'))) delegateControllers();
  if (!existsSync(tun)) {
    mkdirSync('/dev/net', { recursive: true });
    mustRun('mknod', tun, 'c', '10', '200');
  }
  // Containers of labs get copies of mounts below /run, such as network namespaces.
  mustRun('mount', '--make-rshared', '/');
}

/** Version 2 passes controllers on only from a group without processes of its own, so ours move to one below. */
function delegateControllers(): void {
  const own = join(cgroups, 'init');
  mkdirSync(own, { recursive: true });
  for (const pid of readFileSync(join(cgroups, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)) {
    try {
      writeFileSync(join(own, 'cgroup.procs'), pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  const controllers = readFileSync(join(cgroups, 'cgroup.controllers'), 'utf8').trim().split(' ');
  writeFileSync(join(cgroups, 'cgroup.subtree_control'), controllers.map((name) => `+${name}`).join(' '));
}
