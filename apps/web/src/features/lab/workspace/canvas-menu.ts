import {
  type Impairment,
  isPerfect,
  type LinkLimit,
  limitsMet,
  linkPresets,
  perfectLink,
} from '@pineapple/core';
import type { Alignment } from '../canvas/layout/align.ts';
import { connectorId } from '../canvas/map-lab.ts';
import { paletteItems } from '../canvas/palette/palette-items.ts';
import type { Selection } from '../canvas/selection.ts';
import type { Creation } from '../canvas/palette/use-palette-drag.ts';
import type { Image } from '../container/composables/use-images.ts';
import { powerTargets } from '../container/power-all.ts';
import { powerActionLabels, type PowerAction } from '../container/power-actions.ts';
import type { LabFileFormat } from '../../../generated/graphql.ts';
import { qualityOf } from '../link/link-words.ts';
import type { Lab } from '../model/lab.ts';
import { labExports } from './lab-exports.ts';
import { counted } from '../../../ui/counted.ts';

/** What the entries of the context menu do. */
export interface MenuCommands {
  openTerminals(containerIds: readonly string[]): void;
  openPane(kind: 'logs' | 'stats', containerId: string): void;
  /** Captures the packets of a container's interface. */
  capture(containerId: string, interfaceName: string): void;
  power(action: PowerAction, containerIds: readonly string[]): void;
  connect(containerId: string): void;
  rename(nodeId: string): void;
  /** Opens the quality of a wire. */
  editLink(connectorId: string): void;
  setLink(connectorId: string, change: LinkChange): void;
  /** Selects a node and shows its details. */
  inspect(nodeId: string): void;
  remove(selection: Selection): void;
  duplicate(nodeIds: readonly string[]): void;
  copy(nodeIds: readonly string[]): void;
  paste(): void;
  canPaste(): boolean;
  /** Adds a node at the pointer. */
  add(creation: Creation): void;
  align(alignment: Alignment, nodeIds: readonly string[]): void;
  exportAs(format: 'svg' | 'png'): void;
  exportFiles(format: LabFileFormat): void;
  selectAll(): void;
  arrange(): void;
  fit(): void;
}

/** What is left out stays as it is. */
export interface LinkChange {
  readonly linkUp?: boolean;
  readonly toContainer?: Impairment;
  readonly fromContainer?: Impairment;
}

export interface MenuEntry {
  readonly label: string;
  readonly icon: string;
  /** The shortcut that does the same, such as `mod+a`. */
  readonly key?: string;
  readonly isDestructive?: boolean;
  run(): void;
}

interface MenuOptions {
  readonly lab: Lab;
  /** Empty for the menu of the canvas itself. */
  readonly selection: Selection;
  readonly images: readonly Image[];
  readonly commands: MenuCommands;
  /** What the host of the selected wire can't give links. */
  readonly linkLimits?: readonly LinkLimit[];
}

const powerActions = ['start', 'stop', 'restart'] as const;

/** The entries of the context menu, in groups. */
export function canvasMenu(options: MenuOptions): MenuEntry[][] {
  const { lab, selection, commands } = options;
  const containers = lab.containers.filter(({ id }) => selection.nodes.includes(id));
  const networks = lab.networks.filter(({ id }) => selection.nodes.includes(id));
  const [container, network, connector] = [containers[0], networks[0], selection.connectors[0]];
  const count = containers.length + networks.length + selection.connectors.length;
  const groups =
    count === 0
      ? ofCanvas(options)
      : count > 1
        ? ofMany(containers, options)
        : container
          ? ofContainer(container, options)
          : network
            ? ofNetwork(network, options)
            : ofConnector(connector ?? '', options);
  const ending: MenuEntry[] =
    count === 0
      ? []
      : [
          {
            label: containers.length + networks.length > 0 ? 'Delete' : 'Disconnect',
            icon: 'i-lucide-trash-2',
            key: 'delete',
            isDestructive: true,
            run: () => commands.remove(selection),
          },
        ];
  const nodeIds = [...containers, ...networks].map(({ id }) => id);
  const copying: MenuEntry[] =
    nodeIds.length === 0
      ? []
      : [
          {
            label: 'Duplicate',
            icon: 'i-lucide-copy-plus',
            key: 'mod+d',
            run: () => commands.duplicate(nodeIds),
          },
          { label: 'Copy', icon: 'i-lucide-copy', key: 'mod+c', run: () => commands.copy(nodeIds) },
        ];
  return [...groups, copying, ending].filter((group) => group.length > 0);
}

function ofContainer({ id, interfaces }: Lab['containers'][number], options: MenuOptions): MenuEntry[][] {
  const { lab, commands } = options;
  const containers = lab.containers.filter((one) => one.id === id);
  return [
    [
      {
        label: 'Open terminal',
        icon: 'i-lucide-square-terminal',
        key: 't',
        run: () => commands.openTerminals([id]),
      },
      { label: 'Open log', icon: 'i-lucide-scroll-text', key: 'o', run: () => commands.openPane('logs', id) },
      { label: 'Open stats', icon: 'i-lucide-activity', key: 's', run: () => commands.openPane('stats', id) },
    ],
    power(containers, options, ({ label }) => label),
    [
      ...(lab.networks.some((network) => interfaces.every((one) => one.network.id !== network.id))
        ? [
            {
              label: 'Connect to a network',
              icon: 'i-lucide-cable',
              key: 'c',
              run: () => commands.connect(id),
            },
          ]
        : []),
      rename(id, options),
    ],
  ];
}

function ofNetwork({ id }: Lab['networks'][number], options: MenuOptions): MenuEntry[][] {
  const { lab, commands } = options;
  const attached = lab.containers.filter(({ interfaces }) => interfaces.some((one) => one.network.id === id));
  return [
    [
      {
        label: 'Show details',
        icon: 'i-lucide-panel-right',
        key: 'enter',
        run: () => commands.inspect(id),
      },
      rename(id, options),
    ],
    attached.length === 0
      ? []
      : [
          {
            label: 'Open terminals of its containers',
            icon: 'i-lucide-square-terminal',
            run: () => commands.openTerminals(attached.map((one) => one.id)),
          },
        ],
  ];
}

function ofConnector(id: string, { lab, commands, linkLimits = [] }: MenuOptions): MenuEntry[][] {
  const found = lab.containers.flatMap((container) =>
    container.interfaces.flatMap((link) =>
      connectorId(container.id, link.network.id) === id ? [{ container, link }] : [],
    ),
  );
  const ends = found.flatMap(({ container, link }) => [container, link.network]);
  return [
    found.flatMap(({ container, link }) => [
      ...ofLink(id, link, commands),
      {
        label: 'Capture packets',
        icon: 'i-lucide-scan-search',
        run: () => commands.capture(container.id, link.name),
      },
    ]),
    linkPresets
      .filter(({ quality }) => limitsMet(quality, linkLimits).length === 0)
      .map(({ name, quality }) => ({
        label: `Like ${name}`,
        icon: 'i-lucide-cable',
        run: () =>
          commands.setLink(id, { toContainer: quality.toContainer, fromContainer: quality.fromContainer }),
      })),
    ends.map((end) => ({
      label: `Show ${end.name}`,
      icon: 'i-lucide-panel-right',
      run: () => commands.inspect(end.id),
    })),
  ];
}

function ofLink(
  id: string,
  link: Lab['containers'][number]['interfaces'][number],
  commands: MenuCommands,
): MenuEntry[] {
  const { toContainer, fromContainer } = perfectLink;
  const isClear = isPerfect({ ...qualityOf(link), up: true });
  return [
    { label: 'Link quality', icon: 'i-lucide-sliders-horizontal', run: () => commands.editLink(id) },
    {
      label: link.linkUp ? 'Take the link down' : 'Bring the link up',
      icon: link.linkUp ? 'i-lucide-unplug' : 'i-lucide-plug',
      run: () => commands.setLink(id, { linkUp: !link.linkUp }),
    },
    ...(isClear
      ? []
      : [
          {
            label: 'Make the link perfect',
            icon: 'i-lucide-sparkles',
            run: () => commands.setLink(id, { toContainer, fromContainer }),
          },
        ]),
  ];
}

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

function ofMany(containers: Lab['containers'], options: MenuOptions): MenuEntry[][] {
  const { nodes } = options.selection;
  const aligning = alignments
    .filter(({ alignment }) => nodes.length > (alignment.startsWith('spread') ? 2 : 1))
    .map(({ alignment, label, icon }) => ({
      label,
      icon,
      run: () => options.commands.align(alignment, nodes),
    }));
  if (containers.length === 0) return [aligning];
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
    aligning,
  ];
}

function ofCanvas(options: MenuOptions): MenuEntry[][] {
  const { lab, images, commands } = options;
  const paste: MenuEntry = {
    label: 'Paste',
    icon: 'i-lucide-clipboard-paste',
    key: 'mod+v',
    run: () => commands.paste(),
  };
  return [
    commands.canPaste() ? [paste] : [],
    paletteItems(images).map(({ label, creation }) => ({
      label: `Add a ${label}`,
      icon: 'i-lucide-plus',
      run: () => commands.add(creation),
    })),
    lab.containers.length === 0
      ? []
      : [
          ...power(lab.containers, options, ({ label }) => `${label} all`).filter(
            ({ label }) => label !== 'Restart all',
          ),
          {
            label: 'Open all terminals',
            icon: 'i-lucide-square-terminal',
            run: () => commands.openTerminals(lab.containers.map(({ id }) => id)),
          },
        ],
    lab.containers.length + lab.networks.length === 0
      ? []
      : [
          {
            label: 'Select all',
            icon: 'i-lucide-square-dashed',
            key: 'mod+a',
            run: () => commands.selectAll(),
          },
          { label: 'Auto-layout', icon: 'i-lucide-workflow', key: 'shift+l', run: () => commands.arrange() },
          { label: 'Fit to view', icon: 'i-lucide-maximize', key: 'f', run: () => commands.fit() },
          { label: 'Export as SVG', icon: 'i-lucide-download', run: () => commands.exportAs('svg') },
          { label: 'Export as PNG', icon: 'i-lucide-download', run: () => commands.exportAs('png') },
          ...labExports.map(({ format, label }) => ({
            label,
            icon: 'i-lucide-download',
            run: () => commands.exportFiles(format),
          })),
        ],
  ];
}

function rename(id: string, { commands }: MenuOptions): MenuEntry {
  return { label: 'Rename', icon: 'i-lucide-pencil', key: 'f2', run: () => commands.rename(id) };
}

/** Entries for the power actions that are offered for any of the containers. */
function power(
  containers: Lab['containers'],
  { commands }: MenuOptions,
  labelOf: (action: { readonly label: string }, targets: number) => string,
): MenuEntry[] {
  return powerActions.flatMap((action) => {
    const targets = powerTargets(containers, action);
    if (targets.length === 0) return [];
    return {
      label: labelOf(powerActionLabels[action], targets.length),
      icon: powerActionLabels[action].icon,
      run: () =>
        commands.power(
          action,
          targets.map(({ id }) => id),
        ),
    };
  });
}
