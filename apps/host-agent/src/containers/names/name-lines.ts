import type { HostManifest, ManifestContainer } from '@pineapple/core';

/** What a hosts file says before it has the lab's names, as Docker writes it. */
export const hostsOfItself = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'ff00::0\tip6-mcastprefix',
  'ff02::1\tip6-allnodes',
  'ff02::2\tip6-allrouters',
  '',
].join('\n');

/** Marks the agent's lines in a hosts file. All other lines are left alone. */
const mark = '# lab';

/**
 * The lines of a container's hosts file: its own name at its own addresses, and the names of the lab's containers that
 * share a network with it, on this host or another.
 */
export function nameLines(
  { networks, containers, neighbours }: Pick<HostManifest, 'networks' | 'containers' | 'neighbours'>,
  own: Pick<ManifestContainer, 'id' | 'name' | 'interfaces'>,
): string[] {
  const there = new Set(networks.map(({ id }) => id));
  const shared = new Set(own.interfaces.map(({ networkId }) => networkId).filter((id) => there.has(id)));
  const others = containers
    .filter(({ id }) => id !== own.id)
    .map(({ name, interfaces }) => ({ name, addresses: interfaces }));
  return [{ name: own.name, addresses: own.interfaces }, ...others, ...neighbours].flatMap(
    ({ name, addresses }) =>
      addresses
        .filter(({ networkId }) => shared.has(networkId))
        .flatMap(({ ipv4Address, ipv6Address }) => [ipv4Address, ipv6Address])
        .flatMap((address) => (address === null ? [] : [`${address}\t${name} ${mark}`])),
  );
}

/** Replaces the agent's lines in a hosts file, at its end. */
export function withNames(hosts: string, lines: readonly string[]): string {
  const others = hosts.split('\n').filter((line) => !line.endsWith(mark) && !line.endsWith(earlierMark));
  while (others.at(-1) === '') others.pop();
  return [...others, ...lines, ''].join('\n');
}

/** Marks the lines of earlier versions. */
const earlierMark = '# on another host of the lab';

const resolverOptions = 'options timeout:2 attempts:3';

/** The text of a container's resolv.conf: its gateway answers DNS queries. On closed networks nothing does. */
export function resolverText(gateway: string | null): string {
  return gateway === null ? '' : `nameserver ${gateway}\n${resolverOptions}\n`;
}

/** Replaces a resolv.conf that `resolverText` made. One that root in the container wrote stays. */
export function withResolver(found: string, wanted: string): string {
  const isOurs = found === '' || new RegExp(`^nameserver \\S+\n${resolverOptions}\n$`).test(found);
  return isOurs ? wanted : found;
}
