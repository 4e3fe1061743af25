import {
  annotationColourWords,
  annotationKindWords,
  frameKinds,
  isFrame,
} from '../../annotation/annotation-words.ts';
import type { Lab } from '../../model/lab.ts';
import { ofLinks } from './link-entries.ts';
import type { MenuEntry, MenuOptions } from './menu-entry.ts';
import { power } from './power-entries.ts';

export function ofContainer(
  { id, interfaces }: Lab['containers'][number],
  options: MenuOptions,
): MenuEntry[][] {
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
      {
        label: 'Open network tables',
        icon: 'i-lucide-table-properties',
        run: () => commands.openPane('tables', id),
      },
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

export function ofNetwork({ id, name }: Lab['networks'][number], options: MenuOptions): MenuEntry[][] {
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
            label: 'Capture packets',
            icon: 'i-lucide-scan-search',
            run: () => commands.captureAll([id], name),
          },
          {
            label: 'Open terminals of its containers',
            icon: 'i-lucide-square-terminal',
            run: () => commands.openTerminals(attached.map((one) => one.id)),
          },
        ],
    ...ofLinks(options),
  ];
}

export function ofAnnotation(
  annotation: Lab['annotations'][number],
  { commands }: MenuOptions,
): MenuEntry[][] {
  const { id, kind, colour } = annotation;
  const colours = Object.keys(annotationColourWords) as (keyof typeof annotationColourWords)[];
  return [
    [
      {
        label: isFrame(annotation) ? 'Edit title' : 'Edit text',
        icon: 'i-lucide-pencil',
        key: 'f2',
        run: () => commands.edit(id),
      },
      { label: 'Show details', icon: 'i-lucide-panel-right', run: () => commands.inspect(id) },
    ],
    frameKinds
      .filter((shape) => isFrame(annotation) && shape !== kind)
      .map((shape) => ({
        label: `Make it ${shape === 'ELLIPSE' ? 'an' : 'a'} ${annotationKindWords[shape].toLowerCase()}`,
        icon: shape === 'ELLIPSE' ? 'i-lucide-circle' : 'i-lucide-square',
        run: () => commands.annotate(id, { kind: shape }),
      })),
    colours
      .filter((one) => one !== colour)
      .map((one) => ({
        label: annotationColourWords[one],
        icon: 'i-lucide-sliders-horizontal',
        run: () => commands.annotate(id, { colour: one }),
      })),
  ];
}

function rename(id: string, { commands }: MenuOptions): MenuEntry {
  return { label: 'Rename', icon: 'i-lucide-pencil', key: 'f2', run: () => commands.rename(id) };
}
