import { paletteItems } from '../../canvas/palette/palette-items.ts';
import { labExports } from './lab-exports.ts';
import type { MenuEntry, MenuOptions } from './menu-entry.ts';
import { power } from './power-entries.ts';

export function ofCanvas(options: MenuOptions): MenuEntry[][] {
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
    lab.containers.length + lab.networks.length + lab.annotations.length === 0
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
