import type { CatalogueImage } from '../catalogue.ts';
import { filesToWrite } from '../container-config.ts';
import type { HostManifest } from './host-manifest.ts';
import type { Lab } from '../lab.ts';

/** The lab as its host receives it. A deleted lab asks the host to leave nothing behind. */
export function toHostManifest(
  lab: Pick<Lab, 'id' | 'revision' | 'deletedAt' | 'networks' | 'containers'>,
  images: readonly CatalogueImage[],
): HostManifest {
  const references = new Map(images.map(({ name, reference }) => [name, reference]));
  return {
    format: 1,
    labId: lab.id,
    revision: lab.revision,
    removed: lab.deletedAt !== null,
    networks: lab.networks.map(({ id, name, ipv4Subnet, ipv6Subnet, internet }) => ({
      id,
      name,
      ipv4Subnet,
      ipv6Subnet,
      internet,
      overlay: null,
    })),
    containers: lab.containers.map(
      ({ id, name, image, power, generation, requestedAt, interfaces, config }) => ({
        id,
        name,
        image,
        // An image that has left the catalogue goes by its name: Docker's "No such image" then tells the owner.
        imageReference: references.get(image) ?? image,
        power,
        generation,
        requestedAt,
        interfaces: interfaces.map(({ networkId, ipv4Address, ipv6Address, macAddress }) => ({
          networkId,
          ipv4Address,
          ipv6Address,
          macAddress,
        })),
        files: filesToWrite(config),
      }),
    ),
    neighbours: [],
  };
}
