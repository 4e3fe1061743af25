import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';

/** How many ids the engine gives to containers. */
const ids = 65_536;

/** Where the ids of containers begin on the host; zero for both if they are the host's. */
export interface FirstIds {
  readonly uid: number;
  readonly gid: number;
}

/** With user namespaces, dockerd has its data in a folder that is named after the ids, such as `/var/lib/docker/100000.100000`. */
export function firstIds(dockerRootDir: string): FirstIds {
  const [, uid = '0', gid = '0'] = /\/(\d+)\.(\d+)\/?$/.exec(dockerRootDir) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Words before a program that make it see the owners of files as containers do. */
export interface OwnerMap extends AsyncDisposable {
  readonly prefix: readonly string[];
}

/** Holds a user namespace that maps ids as those of containers do. A stopped container has none of its own any more. */
export async function mapOwners({ uid, gid }: FirstIds): Promise<OwnerMap> {
  if (uid === 0) return { prefix: [], [Symbol.asyncDispose]: () => Promise.resolve() };
  const holder = spawn('unshare', ['--user', 'sh', '-c', 'echo; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(holder, 'close');
  ended.catch(() => undefined);
  const end = async (): Promise<void> => {
    holder.stdin.end();
    await ended;
  };
  try {
    // Its line says that the namespace is there.
    await Promise.race([
      once(holder.stdout, 'data'),
      ended.then(() => Promise.reject(new Error('unshare failed'))),
    ]);
    const { pid } = holder;
    await writeFile(`/proc/${pid}/uid_map`, `0 ${uid} ${ids}`);
    await writeFile(`/proc/${pid}/gid_map`, `0 ${gid} ${ids}`);
    const prefix = ['nsenter', `--user=/proc/${pid}/ns/user`, '--setuid', '0', '--setgid', '0', '--'];
    return { prefix, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}
