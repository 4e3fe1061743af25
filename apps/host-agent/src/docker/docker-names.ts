/** Labels on Docker's containers, networks and images. */
export const labels = {
  host: 'pineapple.host',
  lab: 'pineapple.lab',
  container: 'pineapple.container',
  network: 'pineapple.network',
  name: 'pineapple.name',
  /** Catalogue name of the image, for reports about a container that is no longer in the lab. */
  image: 'pineapple.image',
  reference: 'pineapple.reference',
  internet: 'pineapple.internet',
  /** The generation that the container was created for. */
  generation: 'pineapple.generation',
  /** On an image: path of a command that exits with status 0 once the container is ready. */
  ready: 'pineapple.ready',
  /** On an image: path of the shell that terminals run. */
  shell: 'pineapple.shell',
  /** On an image: `1` if it is a router. */
  forwarding: 'pineapple.forwarding',
} as const;

/** Options that Docker passes on to the agent's network driver. */
export const driverOptionKeys = {
  labId: 'pineapple.lab',
  networkId: 'pineapple.network',
  internet: 'pineapple.internet',
  mac: 'pineapple.mac',
} as const;

const prefix = 'pn-';

export function containerName(containerId: string): string {
  return `${prefix}${containerId}`;
}

export function networkName(networkId: string): string {
  return `${prefix}${networkId}`;
}

/** The network id behind a Docker network's name; the name itself for a network of others; null for Docker's `none`. */
export function networkIdOf(dockerName: string): string | null {
  if (dockerName === 'none') return null;
  return dockerName.startsWith(`${prefix}net_`) ? dockerName.slice(prefix.length) : dockerName;
}
