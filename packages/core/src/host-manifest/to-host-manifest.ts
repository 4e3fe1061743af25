import type { CatalogueImage } from '../catalogue.ts';
import { filesToWrite } from '../settings/container-config.ts';
import { manifestGateway } from '../default-gateway.ts';
import type { HostManifest } from './host-manifest.ts';
import type { Lab } from '../lab.ts';

/** All of a lab as a host receives it. The manifest of a deleted lab has the host remove everything. */
export function toHostManifest(
  lab: Pick<Lab, 'id' | 'revision' | 'deletedAt' | 'networks' | 'containers'>,
  images: readonly CatalogueImage[],
): HostManifest {
  const references = new Map(images.map(({ name, reference }) => [name, reference]));
  const names = new Map(lab.containers.map(({ id, name }) => [id, name]));
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
        entrypoint: config?.entrypoint ?? null,
        command: config?.command ?? null,
        user: config?.user ?? null,
        workingDir: config?.workingDir ?? null,
        exec: config?.exec ?? [],
        waitFor: (config?.waitFor ?? []).map(({ containerId, until }) => ({
          containerId,
          name: names.get(containerId) ?? null,
          until,
        })),
        defaultGateway: manifestGateway(lab, container),
        routes: config?.routes ?? [],
        onStop: config?.onStop ?? [],
        cpus: config?.cpus ?? null,
        memoryMb: config?.memoryMb ?? null,
        ...(container.contents && { contents: container.contents }),
      };
    }),
    neighbours: [],
    ...buildsOf(lab.containers, images),
  };
}

/** How to build the images that users made, of those that the containers run. */
function buildsOf(
  containers: Lab['containers'],
  images: readonly CatalogueImage[],
): Pick<HostManifest, 'builds'> {
  const used = new Set(containers.map(({ image }) => image));
  const builds = images.flatMap(({ name, reference, build }) =>
    build !== undefined && used.has(name) ? [{ reference, ...build }] : [],
  );
  return builds.length > 0 ? { builds } : {};
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
