import { dockerClient, type Product } from '@pineapple/launcher';

/** The names of the host's containers and networks in Docker. */
export async function leftInDocker(product: Pick<Product, 'dockerHost' | 'hostId'>): Promise<string[]> {
  const docker = dockerClient(product.dockerHost);
  const filters = { label: [`pineapple.host=${product.hostId}`] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  return [...containers.flatMap((one) => one.Names), ...networks.map((one) => one.Name)];
}
