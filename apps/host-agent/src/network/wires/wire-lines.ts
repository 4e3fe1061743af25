import type { WantedWire, Wire } from '@pineapple/core';
import { bridgeName, wireName } from '../link-names.ts';

/** The lab's end takes every frame: the MTU of the container's end counts, also if root in the container sets it. */
const endMtu = 65_535;

/** A wire and the MTU of its network, in bytes. */
export interface SizedWire extends WantedWire {
  readonly mtu: number;
}

/** What the alias of a wire's end in the lab's namespace says about the other end, which root in the container may change. */
export function toAlias({ name, macAddress, addresses, gateway, routesDigest }: Wire): string {
  // An alias has room for a digest of the routes only.
  const routes = routesDigest === undefined ? [] : [routesDigest];
  return [name, macAddress, addresses.join(','), gateway ?? '', ...routes].join('|');
}

/** @returns null for an alias that `toAlias` did not make */
export function fromAlias(networkId: string, alias: string): Wire | null {
  const [name, macAddress, addresses, gateway, routesDigest, ...rest] = alias.split('|');
  if (name === undefined || macAddress === undefined || addresses === undefined || gateway === undefined)
    return null;
  if (rest.length > 0) return null;
  return {
    networkId,
    name,
    macAddress,
    addresses: addresses === '' ? [] : addresses.split(','),
    gateway: gateway === '' ? null : gateway,
    ...(routesDigest !== undefined && { routesDigest }),
  };
}

/** Lines for `ip` in the lab's namespace that remove what is left of a container's earlier wires. */
export function removalLines(containerId: string, wires: readonly Pick<Wire, 'networkId'>[]): string[] {
  return wires.map(({ networkId }) => `link del ${wireName(containerId, networkId)}`);
}

/**
 * Lines for `ip` in the lab's namespace that make a container's wires.
 * @param pid a process in the container's namespace
 */
export function labLines(containerId: string, pid: number, wires: readonly SizedWire[]): string[] {
  return wires.flatMap((wire) => {
    const { networkId, name, macAddress, mtu } = wire;
    const end = wireName(containerId, networkId);
    return [
      `link add ${end} mtu ${endMtu} type veth peer name ${name} address ${macAddress} mtu ${mtu} netns ${pid}`,
      `link set ${end} master ${bridgeName(networkId)} up alias ${toAlias(wire)}`,
    ];
  });
}

/** Lines for `ip` in the container's namespace. Routes come last: their routers must be reachable. */
export function containerLines(wires: readonly SizedWire[]): string[] {
  return [
    ...wires.flatMap(({ name, addresses }) => [
      ...addresses.map((address) =>
        address.includes(':')
          ? `addr add ${address} dev ${name} nodad`
          : `addr add ${address} brd + dev ${name}`,
      ),
      `link set dev ${name} up`,
    ]),
    ...wires.flatMap(({ name, gateway }) =>
      gateway === null ? [] : [`route replace default via ${gateway} dev ${name}`],
    ),
    ...wires.flatMap(({ name, routes }) =>
      routes.map(({ destination, gateway }) => `route replace ${destination} via ${gateway} dev ${name}`),
    ),
  ];
}
