/** How the parts of a lab are called and marked in Docker. */
export const labels = {
  host: 'pineapple.host',
  lab: 'pineapple.lab',
  container: 'pineapple.container',
  network: 'pineapple.network',
  name: 'pineapple.name',
  /** Catalogue name of the image, for reports about a container that the lab no longer has. */
  image: 'pineapple.image',
  reference: 'pineapple.reference',
  internet: 'pineapple.internet',
  /** The generation that the container was made for. */
  generation: 'pineapple.generation',
  /** On an image: a command in it that ends with status 0 once the container is ready. */
  ready: 'pineapple.ready',
  /** On an image: the path of the shell that its terminals run. */
  shell: 'pineapple.shell',
  /** On an image: it is a router. */
  forwarding: 'pineapple.forwarding',
} as const;

const prefix = 'pn-';

export function containerName(containerId: string): string {
  return `${prefix}${containerId}`;
}

export function networkName(networkId: string): string {
  return `${prefix}${networkId}`;
}

/** The lab's network behind a Docker network's name; a foreign network keeps its name, `none` is no network. */
export function networkIdOf(dockerName: string): string | null {
  if (dockerName === 'none') return null;
  return dockerName.startsWith(`${prefix}net_`) ? dockerName.slice(prefix.length) : dockerName;
}
