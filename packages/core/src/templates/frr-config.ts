import type { ContainerFile } from '../settings/container-config.ts';

/** The file that FRRouting reads at its start: `sections` within a common frame. */
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
