import { isPerfect, type LinkLimit, limitsMet, linkPresets, mostLinks, perfectLink } from '@pineapple/core';
import { counted } from '../../../../ui/counted.ts';
import { connectorId } from '../../canvas/map-lab.ts';
import { chosenLinks } from '../../link/chosen-links.ts';
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
    likePresets([id], commands, linkLimits),
    ends.map((end) => ({
      label: `Show ${end.name}`,
      icon: 'i-lucide-panel-right',
      run: () => commands.inspect(end.id),
    })),
  ];
}

/** The entries for the links of several wires, or of all wires of networks. */
export function ofLinks({ lab, selection, commands, linkLimits = [] }: MenuOptions): MenuEntry[][] {
  const links = chosenLinks(lab, selection);
  if (links.length < 2 || links.length > mostLinks) return [];
  const ids = links.map(({ connectorId }) => connectorId);
  const words = counted(links.length, 'link');
  const isAnyUp = links.some(({ link }) => link.linkUp);
  const { toContainer, fromContainer } = perfectLink;
  const isClear = links.every(({ link }) => isPerfect({ ...qualityOf(link), up: true }));
  return [
    [
      {
        label: isAnyUp ? `Take ${words} down` : `Bring ${words} up`,
        icon: isAnyUp ? 'i-lucide-unplug' : 'i-lucide-plug',
        run: () => commands.setLinks(ids, { linkUp: !isAnyUp }),
      },
      ...(isClear
        ? []
        : [
            {
              label: `Make ${words} perfect`,
              icon: 'i-lucide-sparkles',
              run: () => commands.setLinks(ids, { toContainer, fromContainer }),
            },
          ]),
    ],
    likePresets(ids, commands, linkLimits),
  ];
}

function likePresets(
  ids: readonly string[],
  commands: MenuCommands,
  linkLimits: readonly LinkLimit[],
): MenuEntry[] {
  return linkPresets
    .filter(({ quality }) => limitsMet(quality, linkLimits).length === 0)
    .map(({ name, quality: { toContainer, fromContainer } }) => ({
      label: `Like ${name}`,
      icon: 'i-lucide-cable',
      run: () => commands.setLinks(ids, { toContainer, fromContainer }),
    }));
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
      run: () => commands.setLinks([id], { linkUp: !link.linkUp }),
    },
    ...(isClear
      ? []
      : [
          {
            label: 'Make the link perfect',
            icon: 'i-lucide-sparkles',
            run: () => commands.setLinks([id], { toContainer, fromContainer }),
          },
        ]),
  ];
}
