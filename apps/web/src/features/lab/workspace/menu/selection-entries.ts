import { mostCapturePoints } from '@pineapple/core';
import { connectorId } from '../../canvas/map-lab.ts';
import type { Alignment } from '../../canvas/layout/align.ts';
import type { Lab } from '../../model/lab.ts';
import { counted } from '../../../../ui/counted.ts';
import { ofLinks } from './link-entries.ts';
import type { MenuEntry, MenuOptions } from './menu-entry.ts';
import { power } from './power-entries.ts';

/** Lines up the selected nodes. */
export const alignments: readonly {
  readonly alignment: Alignment;
  readonly label: string;
  readonly icon: string;
}[] = [
  { alignment: 'row', label: 'Align in a row', icon: 'i-lucide-align-center-horizontal' },
  { alignment: 'column', label: 'Align in a column', icon: 'i-lucide-align-center-vertical' },
  {
    alignment: 'spread-across',
    label: 'Distribute horizontally',
    icon: 'i-lucide-align-horizontal-distribute-center',
  },
  {
    alignment: 'spread-down',
    label: 'Distribute vertically',
    icon: 'i-lucide-align-vertical-distribute-center',
  },
];

export function ofMany(containers: Lab['containers'], options: MenuOptions): MenuEntry[][] {
  const drawn = new Set(options.lab.annotations.map(({ id }) => id));
  const nodes = options.selection.nodes.filter((id) => !drawn.has(id));
  const aligning = alignments
    .filter(({ alignment }) => nodes.length > (alignment.startsWith('spread') ? 2 : 1))
    .map(({ alignment, label, icon }) => ({
      label,
      icon,
      run: () => options.commands.align(alignment, nodes),
    }));
  const capturing = capture(options);
  if (containers.length === 0) return [capturing, ...ofLinks(options), aligning];
  const ids = containers.map(({ id }) => id);
  return [
    [
      {
        label: `Open ${counted(containers.length, 'terminal')}`,
        icon: 'i-lucide-square-terminal',
        run: () => options.commands.openTerminals(ids),
      },
    ],
    power(containers, options, ({ label }, targets) => `${label} ${counted(targets, 'container')}`),
    containers.length === 2
      ? [
          {
            label: 'Join by a cable',
            icon: 'i-lucide-cable',
            run: () => options.commands.add({ kind: 'network', as: 'cable' }),
          },
        ]
      : [],
    capturing,
    ...ofLinks(options),
    aligning,
  ];
}

/** Captures the selected wires at once. */
function capture({ lab, selection, commands }: MenuOptions): MenuEntry[] {
  const wires = lab.containers.flatMap(({ id, name, interfaces }) =>
    interfaces
      .filter((link) => selection.connectors.includes(connectorId(id, link.network.id)))
      .map((link) => ({ point: `${id}:${link.name}`, title: `${name} ${link.name}` })),
  );
  if (wires.length < 2 || wires.length > mostCapturePoints) return [];
  const [points, titles] = [wires.map(({ point }) => point), wires.map(({ title }) => title)];
  return [
    {
      label: 'Capture packets, merged by time',
      icon: 'i-lucide-scan-search',
      run: () => commands.captureAll(points, titles.join(', ')),
    },
  ];
}
