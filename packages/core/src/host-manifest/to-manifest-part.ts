import type { CatalogueImage } from '../catalogue.ts';
import type { HostManifest } from './host-manifest.ts';
import type { Lab } from '../lab.ts';
import { toHostManifest } from './to-host-manifest.ts';

/** Which part of a wide lab, and where the others are. */
export interface DesiredPart {
  readonly hostId: string;
  /** Underlay IPv4 addresses of the lab's other hosts. */
  readonly peers: readonly string[];
}

/**
 * The part of a wide lab that one of its hosts receives: every network, as it spans all of them, the containers placed
 * there, and the names of the others.
 */
export function toManifestPart(
  lab: Pick<
    Lab,
    'id' | 'revision' | 'deletedAt' | 'networks' | 'containers' | 'hostId' | 'placement' | 'vnis'
  >,
  images: readonly CatalogueImage[],
  { hostId, peers }: DesiredPart,
): HostManifest {
  const whole = toHostManifest(lab, images);
  const isHere = (containerId: string): boolean => lab.placement?.containers[containerId] === hostId;
  return {
    ...whole,
    networks: whole.networks.map((network) => {
      const vni = lab.vnis[network.id];
      if (vni === undefined) throw new Error(`Network ${network.id} of a wide lab has no VNI.`);
      return { ...network, overlay: { vni, peers, gatewayHere: lab.hostId === hostId } };
    }),
    containers: whole.containers.filter(({ id }) => isHere(id)),
    neighbours: whole.containers
      .filter(({ id }) => !isHere(id))
      .map(({ name, interfaces }) => ({
        name,
        addresses: interfaces.map(({ networkId, ipv4Address }) => ({ networkId, ipv4Address })),
      })),
  };
}
