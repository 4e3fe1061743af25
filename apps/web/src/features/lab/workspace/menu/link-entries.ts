import { isPerfect, limitsMet, linkPresets, perfectLink } from '@pineapple/core';
import { connectorId } from '../../canvas/map-lab.ts';
import { qualityOf } from '../../link/link-words.ts';
import type { Lab } from '../../model/lab.ts';
import type { MenuCommands, MenuEntry, MenuOptions } from './menu-entry.ts';

export function ofConnector(id: string, { lab, commands, linkLimits = [] }: MenuOptions): MenuEntry[][] {
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
