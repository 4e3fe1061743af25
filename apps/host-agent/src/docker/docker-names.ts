/** Labels on Docker's containers and images. */
export const labels = {
  host: 'pineapple.host',
  lab: 'pineapple.lab',
  container: 'pineapple.container',
  name: 'pineapple.name',
  /** Catalogue name of the image, for reports about a container that is no longer in the lab. */
  image: 'pineapple.image',
  reference: 'pineapple.reference',
  /** The generation that the container was created for. */
  generation: 'pineapple.generation',
  /** Which engine the container was made for. Containers of earlier versions have none. */
  engine: 'pineapple.engine',
  /** On a container of the warm pool: the fingerprint of its settings. Its lab is in the agent's files. */
  warm: 'pineapple.warm',
  /** What Docker settled of the container's settings when it created it, as JSON of `digestsAtCreation`. None if nothing. */
  settings: 'pineapple.settings',
  /** Whether the container was made from what an earlier one of it held. */
  kept: 'pineapple.kept',
  /** On a container that dissects a capture: its host. It is no lab's. */
  sandbox: 'pineapple.sandbox',
  /** On a container in which an image is built: its host. It is no lab's. */
  build: 'pineapple.build',
  /** On an image: path of a command that exits with status 0 once the container is ready. */
  ready: 'pineapple.ready',
  /** On an image: what the container waits for while that command runs, as a short sentence. */
  starting: 'pineapple.starting',
  /** On an image: path of the shell that terminals run. */
  shell: 'pineapple.shell',
  /** On an image: `1` if it is a router. */
  forwarding: 'pineapple.forwarding',
} as const;

/** The engine whose containers have a gate and no Docker network. */
export const engineVersion = '2';

/** The image of what an earlier Docker container of a lab's container held. */
export function keptImage(containerId: string): string {
  return `pineapple/kept:${containerId}`;
}

export function containerName(containerId: string): string {
  return `pn-${containerId}`;
}
