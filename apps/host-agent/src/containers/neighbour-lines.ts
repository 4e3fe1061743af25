import type { ManifestContainer, ManifestNeighbour } from '@pineapple/core';

/** Marks the agent's lines in a hosts file. All other lines are left alone. */
const mark = '# on another host of the lab';

/** The lines of a container's hosts file for containers on other hosts that share a network with it. */
export function neighbourLines(
  container: Pick<ManifestContainer, 'interfaces'>,
  neighbours: readonly ManifestNeighbour[],
): string[] {
  const own = new Set(container.interfaces.map(({ networkId }) => networkId));
  return neighbours.flatMap(({ name, addresses }) =>
    addresses.flatMap(({ networkId, ipv4Address }) =>
      own.has(networkId) && ipv4Address !== null ? [`${ipv4Address}\t${name} ${mark}`] : [],
    ),
  );
}

/** Replaces the agent's lines in a hosts file, at its end. */
export function withNeighbours(hosts: string, lines: readonly string[]): string {
  const others = hosts.split('\n').filter((line) => !line.endsWith(mark));
  if (others.at(-1) === '') others.pop();
  return [...others, ...lines, ''].join('\n');
}
