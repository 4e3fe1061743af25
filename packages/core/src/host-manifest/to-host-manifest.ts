import type { CatalogueImage } from '../catalogue.ts';
import { filesToWrite } from '../container-config.ts';
import { manifestGateway } from '../default-gateway.ts';
import type { HostManifest } from './host-manifest.ts';
import type { Lab } from '../lab.ts';

/** All of a lab as a host receives it. The manifest of a deleted lab has the host remove everything. */
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
    networks: lab.networks.map(({ id, name, ipv4Subnet, ipv6Subnet, internet, mtu }) => ({
      id,
      name,
      ipv4Subnet,
      ipv6Subnet,
      internet,
      mtu,
      overlay: null,
    })),
    containers: lab.containers.map((container) => {
      const { id, name, image, power, generation, requestedAt, interfaces, gateway, config } = container;
      return {
        id,
        name,
        image,
        // For an image that left the catalogue, Docker's "No such image" tells the owner.
        imageReference: references.get(image) ?? image,
        power,
        generation,
        requestedAt,
        interfaces: interfaces.map(({ networkId, name: ethernet, ...link }) => ({
          networkId,
          name: ethernet,
          ipv4Address: link.ipv4Address,
          ipv6Address: link.ipv6Address,
          macAddress: link.macAddress,
          ...(link.quality && { quality: link.quality }),
        })),
        // The file would bring an earlier gateway back at each start.
        files: gateway === null ? filesToWrite(config) : (config?.files ?? []),
        sysctls: config?.sysctls ?? [],
        env: config?.env ?? [],
        command: config?.command ?? null,
        user: config?.user ?? null,
        workingDir: config?.workingDir ?? null,
        exec: config?.exec ?? [],
        defaultGateway: manifestGateway(lab, container),
      };
    }),
    neighbours: [],
  };
}

/** Whether an edit changed what a host has to do. Positions on the canvas do not concern hosts. */
export function concernsHost(before: Lab, after: Lab): boolean {
  const sameParts = before.networks === after.networks && before.containers === after.containers;
  if (sameParts && before.deletedAt === after.deletedAt) return false;
  return forHost(before) !== forHost(after);
}

function forHost(lab: Lab): string {
  return JSON.stringify(toHostManifest({ ...lab, revision: 0 }, []));
}
