import type { ContainerFile } from '../container-config.ts';

/** The file that a router reads at its start. `sections` are what is written between its frame. */
export function frrConfig(hostname: string, ...sections: readonly string[]): ContainerFile {
  const frame = [
    'frr defaults traditional',
    `hostname ${hostname}`,
    'log stdout informational',
    'service integrated-vtysh-config',
  ];
  const content = [...frame, ...sections.map((section) => section.trim()), 'line vty', ''].join('\n!\n');
  return { path: '/etc/frr/frr.conf', content, mode: 0o640 };
}
