import { readFile } from 'node:fs/promises';
import { containerName } from '../docker/docker-names.ts';
import type { TestHost } from './test-host.ts';

/** A shared memory file is created at each start, and any user may write there. */
const recordPath = '/dev/shm/seen';

/** Writes what it finds at its first instruction, and then runs until it is stopped. */
const program = `#!/bin/sh
{
  echo "[links]"; ip -o link show
  echo "[addresses]"; ip -o addr show
  echo "[routes]"; ip route show
  echo "[hosts]"; cat /etc/hosts
  echo "[resolver]"; cat /etc/resolv.conf
  echo "[file]"; cat /etc/app.conf
  echo "[hostname]"; hostname
  echo "[HOSTNAME]"; echo "$HOSTNAME"
  echo "[user]"; id -u
  echo "[folder]"; pwd
  echo "[words]"; for word in "$@"; do echo "<$word>"; done
  echo "[end]"
} > ${recordPath}.part 2>&1
trap 'exit 7' USR1
mv ${recordPath}.part ${recordPath}
while :; do sleep 1000 & wait $!; done
`;

/** The path of the witness in an image, and its text. */
export const witnessFiles: Readonly<Record<string, string>> = { 'bin/witness': program };

/** What a witness recorded, by heading. */
type Sight = ReadonlyMap<string, string>;

/** The process that Docker names as a running container's first one. */
export async function firstProcess(host: TestHost, containerId: string): Promise<number> {
  const { State } = await host.docker.inspectContainer(containerName(containerId));
  if (!State.Running) throw new Error(`Container ${containerId} is ${State.Status}`);
  return State.Pid;
}

/**
 * What the witness recorded at the last start.
 * @returns null until its program has recorded one
 */
export async function readRecord(host: TestHost, containerId: string): Promise<Sight | null> {
  const pid = await firstProcess(host, containerId).catch(() => null);
  const text = await readFile(`/proc/${pid ?? 0}/root${recordPath}`, 'utf8').catch(() => null);
  if (text === null) return null;
  const parts = text.split(/^\[(\w+)\]\n/m).slice(1);
  return new Map(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, (parts[index + 1] ?? '').trim()]] : [])),
  );
}
