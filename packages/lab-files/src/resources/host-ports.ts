import type { Lab } from '@pineapple/core';

/** The first port of the machine that exported labs publish at. Kathará begins there too. */
const firstPort = 3000;

/** The ports of a container as `port of the machine:port`. No other container of the lab has the same of the machine. */
export function publishedPorts({ containers }: Lab, containerId: string): readonly string[] {
  return containers
    .flatMap(({ id, config }) => (config?.ports ?? []).map(({ port }) => ({ id, port })))
    .map(({ id, port }, index) => ({ id, text: `${firstPort + index}:${port}` }))
    .filter(({ id }) => id === containerId)
    .map(({ text }) => text);
}
