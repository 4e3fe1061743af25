import { dockerClient, type Product } from '@pineapple/launcher';

/** Everything in Docker that belongs to the product's host: containers, then networks. */
export async function leftInDocker(product: Pick<Product, 'dockerHost' | 'hostId'>): Promise<string[]> {
  const docker = dockerClient(product.dockerHost);
  const filters = { label: [`pineapple.host=${product.hostId}`] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  return [...containers.flatMap((one) => one.Names), ...networks.map((one) => one.Name)];
}
