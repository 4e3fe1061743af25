import type { LabInterface, ObservedInterface } from '@pineapple/core';
import { readInterfaces } from '../network/kernel/container-links.ts';

/**
 * The names of a running container's interfaces as the container sees them, matched by MAC address.
 * @param pid a process in the container's namespace
 * @param interfaces the interfaces that it has
 * @param known the names before: kept where root in the container changed the MAC address or removed the interface
 */
export async function readInterfaceNames(
  pid: number,
  interfaces: readonly LabInterface[],
  known: readonly ObservedInterface[],
): Promise<ObservedInterface[]> {
  // Empty if the container exited meanwhile.
  const present = await readInterfaces(pid).catch(() => []);
  const names = new Map(present.map(({ macAddress, name }) => [macAddress, name]));
  return interfaces
    .flatMap(({ networkId, macAddress }) => {
      const name = names.get(macAddress) ?? known.find((one) => one.networkId === networkId)?.name;
      return name === undefined ? [] : [{ networkId, name }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
