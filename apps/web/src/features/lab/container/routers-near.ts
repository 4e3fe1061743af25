import { emptyConfig, reachableRouters } from '@pineapple/core';
import type { Container, Lab } from '../model/lab.ts';

/** The routers on a container's networks, with their addresses there. */
export function routersNear(
  { containers }: Pick<Lab, 'containers'>,
  container: Container,
): ReturnType<typeof reachableRouters> {
  return reachableRouters({ containers: containers.map(toCore) }, toCore(container));
}

function toCore({ id, name, image, config, interfaces }: Container) {
  return {
    id,
    name,
    image: image.name,
    config: config && { ...emptyConfig, sysctls: config.sysctls },
    interfaces: interfaces.map(({ network, name: link, ipv4Address, ipv6Address, macAddress }) => ({
      networkId: network.id,
      name: link,
      ipv4Address,
      ipv6Address,
      macAddress: macAddress ?? '',
    })),
  };
}
