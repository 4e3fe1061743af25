import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObservedInterface } from '@pineapple/core';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import { networkIdOf } from '../docker/docker-names.ts';

/**
 * The names of a running container's interfaces as they are inside, told apart by their MAC addresses. Read
 * from the kernel's own view of the container (its /sys), which costs no process.
 */
export async function readInterfaceNames(
  details: ContainerDetails,
  known: readonly ObservedInterface[],
): Promise<ObservedInterface[]> {
  const names = await namesByMac(details.State.Pid);
  const attachments = Object.entries(details.NetworkSettings.Networks ?? {})
    .flatMap(([dockerName, { MacAddress }]) => {
      const networkId = networkIdOf(dockerName);
      return networkId === null ? [] : [{ networkId, mac: MacAddress.toLowerCase() }];
    })
    .sort((a, b) => (a.networkId < b.networkId ? -1 : 1));
  return attachments
    .map(({ networkId, mac }, index) => ({
      networkId,
      // Whoever is root inside may have changed the address: then it still has the name it had, and where
      // the agent may not look it has the one Docker gives, which goes by the networks' names.
      name: names.get(mac) ?? known.find((one) => one.networkId === networkId)?.name ?? `eth${index}`,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function namesByMac(pid: number): Promise<ReadonlyMap<string, string>> {
  const directory = `/proc/${pid}/root/sys/class/net`;
  const found = new Map<string, string>();
  try {
    const links = (await readdir(directory)).filter((name) => name !== 'lo');
    await Promise.all(
      links.map(async (name) =>
        found.set((await readFile(join(directory, name, 'address'), 'utf8')).trim(), name),
      ),
    );
  } catch {
    // It ended meanwhile, or the agent may not look.
  }
  return found;
}
