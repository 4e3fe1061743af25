import type { Container } from '../model/lab.ts';

/** What to type into a router's terminal so that all its interfaces speak OSPF in the backbone area. */
export function ospfCommands(container: Pick<Container, 'interfaces'>): string {
  const names = container.interfaces
    .filter(({ ipv4Address }) => ipv4Address !== null)
    .map(({ name }) => name);
  return [
    'vtysh',
    'configure terminal',
    ...(names.length > 0 ? names : ['eth0']).flatMap((name) => [`interface ${name}`, ' ip ospf area 0']),
    'end',
    'write memory',
    'show ip ospf neighbor',
  ].join('\n');
}
