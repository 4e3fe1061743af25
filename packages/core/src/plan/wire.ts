import { parseIpAddress } from '../addressing/ip-address.ts';
import { parseSubnet, subnetContains } from '../addressing/subnet.ts';
import type { HostManifest, ManifestContainer } from '../host-manifest/host-manifest.ts';
import type { StaticRoute } from '../settings/container-config.ts';
import { textDigest } from '../settings/start-settings.ts';
import { reachesRouter } from '../static-routes.ts';
import { gatewayAddress } from '../addressing/usable-addresses.ts';

/** One interface of a running container, as the host makes it. */
export interface Wire {
  readonly networkId: string;
  /** As the container sees it, e.g. `eth0`. */
  readonly name: string;
  readonly macAddress: string;
  /** With prefix length, e.g. `10.0.1.10/24`. */
  readonly addresses: readonly string[];
  /** The router of the default route, if this interface has it; otherwise null. */
  readonly gateway: string | null;
  /** Tells other static routes through this interface apart; absent for none. */
  readonly routesDigest?: string;
}

/** An interface as a container should have it. */
export interface WantedWire extends Wire {
  readonly routes: readonly StaticRoute[];
}

/**
 * The interfaces that a container should have while it runs. One of them has the default route: the one that reaches the
 * container's own gateway, otherwise the first one on a network with egress. Each static route is with the first that reaches
 * its gateway; the others wait for one.
 */
export function wiresOf(
  lab: Pick<HostManifest, 'networks'>,
  container: ManifestContainer,
): readonly WantedWire[] {
  const networks = new Map(lab.networks.map((network) => [network.id, network]));
  const links = container.interfaces.flatMap((link) => {
    const network = networks.get(link.networkId);
    return network ? [{ link, network }] : [];
  });
  const own = container.defaultGateway;
  const routed = links.find(({ link, network }) =>
    own === null
      ? link.ipv4Address !== null && gatewayAddress(network) !== null
      : reachesGateway(link, network, own),
  );
  const ownSubnets = links.flatMap(({ network }) => [network.ipv4Subnet, network.ipv6Subnet]);
  const routes = Map.groupBy(
    // To its own networks a container needs none, and it would take their place.
    container.routes.filter(({ destination }) => !ownSubnets.includes(destination)),
    ({ gateway }) => links.find(({ link, network }) => reachesRouter(link, network, gateway))?.network.id,
  );
  return links.map(({ link, network }) => ({
    networkId: network.id,
    name: link.name,
    macAddress: link.macAddress,
    addresses: [
      ...withLength(link.ipv4Address, network.ipv4Subnet ?? '/32'),
      ...withLength(link.ipv6Address, network.ipv6Subnet ?? '/128'),
    ],
    gateway: routed?.network === network ? (own ?? gatewayAddress(network)) : null,
    ...withRoutes(routes.get(network.id) ?? []),
  }));
}

/** Whether an interface reaches a router by its IPv4 address. It needs another address on the same network for that. */
export function reachesGateway(
  { ipv4Address }: { readonly ipv4Address: string | null },
  { ipv4Subnet }: { readonly ipv4Subnet: string | null },
  gateway: string,
): boolean {
  return ipv4Address !== null && ipv4Address !== gateway && isIn(gateway, ipv4Subnet);
}

function withRoutes(routes: readonly StaticRoute[]): Pick<WantedWire, 'routes' | 'routesDigest'> {
  return routes.length === 0 ? { routes } : { routes, routesDigest: textDigest(JSON.stringify(routes)) };
}

function isIn(address: string, subnet: string | null): boolean {
  const parsed = parseIpAddress(address);
  return parsed !== null && subnet !== null && subnetContains(parseSubnet(subnet), parsed);
}

function withLength(address: string | null, subnet: string): string[] {
  return address === null ? [] : [`${address}/${subnet.split('/')[1] ?? ''}`];
}

/** Why an interface must be recreated; null if it is correct. */
export function wireMismatch(wanted: Wire | undefined, actual: Wire): string | null {
  if (!wanted) return 'the container is no longer on this network';
  const [has, needs] = [actual, wanted].map(({ addresses }) => addresses.toSorted().join(', ') || 'none');
  if (has !== needs) return `its address is ${has} instead of ${needs}`;
  if (actual.macAddress !== wanted.macAddress)
    return `its MAC address is ${actual.macAddress} instead of ${wanted.macAddress}`;
  if (actual.name !== wanted.name) return `its name is ${actual.name} instead of ${wanted.name}`;
  if (actual.gateway === wanted.gateway)
    return actual.routesDigest === wanted.routesDigest ? null : 'its static routes are others';
  return `the router of its default route is ${actual.gateway ?? 'none'} instead of ${wanted.gateway ?? 'none'}`;
}
