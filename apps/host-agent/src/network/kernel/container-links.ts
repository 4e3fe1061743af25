import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runInShell } from '../../system/program-shell.ts';

/** An interface as the container sees it. */
interface ContainerLink {
  readonly name: string;
  readonly macAddress: string;
}

/** Reads the interfaces of a running container from its /sys, which takes no extra process. */
export async function readInterfaces(pid: number): Promise<ContainerLink[]> {
  const directory = `/proc/${pid}/root/sys/class/net`;
  const names = (await readdir(directory)).filter((name) => name !== 'lo');
  return Promise.all(
    names.map(async (name) => ({
      name,
      macAddress: (await readFile(join(directory, name, 'address'), 'utf8')).trim(),
    })),
  );
}

/** Sets the MTU, in bytes, of a running container's interface; does nothing if there is no such interface. */
export async function resizeInterface(pid: number, macAddress: string, mtu: number): Promise<void> {
  const own = (await readInterfaces(pid)).find((each) => each.macAddress === macAddress);
  if (!own) return;
  await runInShell('nsenter', [
    `--net=/proc/${pid}/ns/net`,
    ...['ip', 'link', 'set', 'dev', own.name, 'mtu', String(mtu)],
  ]);
}
