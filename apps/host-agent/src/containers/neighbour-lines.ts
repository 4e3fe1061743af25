import type { ManifestContainer, ManifestNeighbour } from '@pineapple/core';

/** Ends each of our lines of a hosts file, so that no other is ever touched, whatever else is in it. */
const mark = '# on another host of the lab';

/** Lines of a container's hosts file for the lab's containers on other hosts that it shares a network with. */
export function neighbourLines(
  container: Pick<ManifestContainer, 'interfaces'>,
  neighbours: readonly ManifestNeighbour[],
): string[] {
  const own = new Set(container.interfaces.map(({ networkId }) => networkId));
  return neighbours.flatMap(({ name, addresses }) =>
    addresses.flatMap(({ networkId, ipv4Address }) =>
      own.has(networkId) ? [`${ipv4Address}\t${name} ${mark}`] : [],
    ),
  );
}

/** A hosts file with exactly these lines of ours, after all that is not ours. */
export function withNeighbours(hosts: string, lines: readonly string[]): string {
  const others = hosts.split('\n').filter((line) => !line.endsWith(mark));
  if (others.at(-1) === '') others.pop();
  return [...others, ...lines, ''].join('\n');
}
