import { formatIpAddress, parseIpAddress } from './addressing/ip-address.ts';
import { formatSubnet, parseSubnet, parseWrittenSubnet, subnetContains } from './addressing/subnet.ts';
import { subnetOfFamily } from './addressing/usable-addresses.ts';
import type { StaticRoute } from './settings/container-config.ts';
import type { Issue } from './edit-error.ts';
import type { Lab } from './lab.ts';
import type { LabInterface } from './lab-nodes.ts';
import { quoted } from './names/quoted.ts';

export const mostRoutes = 64;

interface Subnets {
  readonly ipv4Subnet: string | null;
  readonly ipv6Subnet: string | null;
}
interface Addresses {
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
}

/** The routes in canonical notation. Text that is neither stays as it is, and `checkRoutes` says what is wrong with it. */
export function canonicalRoutes(routes: readonly StaticRoute[]): readonly StaticRoute[] {
  return routes.map(({ destination, gateway }) => {
    const [to, via] = [parseWrittenSubnet(destination), parseIpAddress(gateway)];
    return {
      destination: to === null ? destination : formatSubnet(to.subnet),
      gateway: via === null ? gateway : formatIpAddress(via),
    };
  });
}

/**
 * What is wrong with a container's static routes. A container without interfaces may have any, for the networks that it is
 * connected to later.
 */
export function checkRoutes(
  { networks }: Pick<Lab, 'networks'>,
  routes: readonly StaticRoute[],
  interfaces: readonly LabInterface[],
  path: readonly string[],
): Issue[] {
  if (routes.length > mostRoutes) {
    const message = `${routes.length} routes were given. A container can have at most ${mostRoutes}.`;
    return [{ path, message }];
  }
  const links = interfaces.flatMap((link) => {
    const network = networks.find(({ id }) => id === link.networkId);
    return network ? [{ link, network }] : [];
  });
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const [index, { destination, gateway }] of routes.entries()) {
    const at = (field: string, message: string) =>
      issues.push({ path: [...path, String(index), field], message });
    const to = parseWrittenSubnet(destination)?.subnet ?? null;
    const via = parseIpAddress(gateway);
    if (to === null)
      at(
        'destination',
        `${quoted(destination)} is not a subnet. Give one such as 10.0.9.0/24 or fd00:9::/64.`,
      );
    else if (to.family === 4 && to.prefixLength === 0)
      at('destination', `${destination} is the default route. Give the default gateway instead.`);
    else if (seen.has(formatSubnet(to)))
      at('destination', `${destination} was given twice. Give each destination one route.`);
    else if (links.some(({ network }) => subnetOfFamily(network, to.family) === formatSubnet(to)))
      at('destination', `${destination} is a network of the container, which it reaches without a route.`);
    if (to !== null) seen.add(formatSubnet(to));
    if (via === null)
      at('gateway', `${quoted(gateway)} is not an IP address. Give a router's, such as 10.0.1.1.`);
    else if (to !== null && to.family !== via.family)
      at(
        'gateway',
        `${gateway} is not of IPv${to.family}, as ${destination} is. Give an IPv${to.family} address.`,
      );
    else if (links.length > 0 && !links.some(({ link, network }) => reachesRouter(link, network, gateway))) {
      const advice = 'Give the address of a router on one of its networks.';
      at('gateway', `${gateway} is in none of the subnets of the container, or its own address. ${advice}`);
    }
  }
  return issues;
}

/** Whether an interface reaches a router of either family. It needs another address on the same network for that. */
export function reachesRouter(link: Addresses, network: Subnets, gateway: string): boolean {
  const via = parseIpAddress(gateway);
  if (via === null) return false;
  const own = via.family === 4 ? link.ipv4Address : link.ipv6Address;
  const subnet = subnetOfFamily(network, via.family);
  return (
    own !== null &&
    own !== formatIpAddress(via) &&
    subnet !== null &&
    subnetContains(parseSubnet(subnet), via)
  );
}
