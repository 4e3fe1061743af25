import type { CatalogueImage } from '../catalogue.ts';
import type { HostManifest } from './host-manifest.ts';
import type { Lab } from '../lab.ts';
import { hostOfContainer } from '../placement/lab-placement.ts';
import { toHostManifest } from './to-host-manifest.ts';

/** The host that a manifest is for, and the lab's other hosts. */
interface ManifestTarget {
  readonly hostId: string;
  /** Underlay IPv4 addresses of the lab's other hosts. */
  readonly peers: readonly string[];
}

/**
 * What one host of a lab receives. The only host of a lab gets all of it. Each host of a multi-host lab gets every network
 * with its overlay, the containers placed on that host, and the names and addresses of the others.
 */
export function toManifestPart(
  lab: Lab,
  images: readonly CatalogueImage[],
  { hostId, peers }: ManifestTarget,
): HostManifest {
  const complete = toHostManifest(lab, images);
  const { hosts, vnis } = lab.placement;
  if (hosts.length <= 1) return complete;
  const isHere = (containerId: string): boolean => hostOfContainer(lab, containerId, null) === hostId;
  const elsewhere = new Set(
    complete.containers
      .filter(({ id }) => !isHere(id))
      .flatMap(({ interfaces }) => interfaces.map(({ networkId }) => networkId)),
  );
  const containers = complete.containers.filter(({ id }) => isHere(id));
  const references = new Set(containers.map(({ imageReference }) => imageReference));
  const { builds } = complete;
  return {
    ...complete,
    ...(builds && { builds: builds.filter(({ reference }) => references.has(reference)) }),
    networks: complete.networks.map((network) => {
      const vni = vnis[network.id];
      if (vni === undefined) throw new Error(`Network ${network.id} of multi-host lab ${lab.id} has no VNI.`);
      const onlyHere = !elsewhere.has(network.id);
      return { ...network, overlay: { vni, peers, gatewayHere: hosts[0] === hostId, onlyHere } };
    }),
    containers,
    neighbours: complete.containers
      .filter(({ id }) => !isHere(id))
      .map(({ name, interfaces }) => ({
        name,
        addresses: interfaces
          .filter(({ ipv4Address, ipv6Address }) => ipv4Address !== null || ipv6Address !== null)
          .map(({ networkId, ipv4Address, ipv6Address }) => ({ networkId, ipv4Address, ipv6Address })),
      })),
  };
}
