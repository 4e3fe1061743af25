import type { HostManifest, ManifestContainer, ManifestNetwork } from '../host-manifest/host-manifest.ts';
import { firstUsable } from '../addressing/usable-addresses.ts';

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
}

/** The gateway of a network with egress; null for a closed network. */
export function gatewayOf({
  internet,
  ipv4Subnet,
}: Pick<ManifestNetwork, 'internet' | 'ipv4Subnet'>): string | null {
  return internet ? firstUsable(ipv4Subnet) : null;
}

/** The interfaces that a container should have while it runs. The first one on a network with egress has the default route. */
export function wiresOf(lab: Pick<HostManifest, 'networks'>, container: ManifestContainer): readonly Wire[] {
  const networks = new Map(lab.networks.map((network) => [network.id, network]));
  let isRouted = false;
  return container.interfaces.flatMap(({ networkId, ipv4Address, macAddress }, index) => {
    const network = networks.get(networkId);
    if (!network) return [];
    const gateway = isRouted ? null : gatewayOf(network);
    isRouted ||= gateway !== null;
    const length = network.ipv4Subnet.split('/')[1] ?? '32';
    return [{ networkId, name: `eth${index}`, macAddress, addresses: [`${ipv4Address}/${length}`], gateway }];
  });
}

/** Why an interface must be made again; null if it is right. The name is not compared: it stays while the container runs. */
export function wireMismatch(wanted: Wire | undefined, actual: Wire): string | null {
  if (!wanted) return 'the container is no longer on this network';
  const [has, needs] = [actual, wanted].map(({ addresses }) => addresses.toSorted().join(', ') || 'none');
  if (has !== needs) return `its address is ${has} instead of ${needs}`;
  if (actual.macAddress !== wanted.macAddress)
    return `its MAC address is ${actual.macAddress} instead of ${wanted.macAddress}`;
  if (actual.gateway === wanted.gateway) return null;
  return wanted.gateway === null
    ? 'its network lost egress, or another one has the default route'
    : 'its network gained egress';
}
