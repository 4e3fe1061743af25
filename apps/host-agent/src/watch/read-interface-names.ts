import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObservedInterface } from '@pineapple/core';
import type { ContainerDetails } from '../docker/docker-answers.ts';
import { networkIdOf } from '../docker/docker-names.ts';

/**
 * The names of a running container's interfaces as the container sees them, matched by MAC address. Read from the
 * container's /sys, which takes no extra process.
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
      // Root in the container may have changed the address: then the last known name is kept. Where the agent can't
      // read /sys, the name is the one that Docker gives, in the order of the networks' names.
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
    // The container exited meanwhile, or the agent may not read its /sys.
  }
  return found;
}
