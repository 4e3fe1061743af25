import { dockerClient, type Product } from '@pineapple/launcher';

/** The names of the host's containers in Docker. */
export async function leftInDocker(product: Pick<Product, 'dockerHost' | 'hostId'>): Promise<string[]> {
  const docker = dockerClient(product.dockerHost);
  const filters = { label: [`pineapple.host=${product.hostId}`] };
  const containers = await docker.listContainers({ all: true, filters });
  return containers.flatMap(({ Names }) => Names);
}
