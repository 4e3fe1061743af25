import { imageLabel, type Image } from '../../container/composables/use-images.ts';
import type { Creation } from './use-palette-drag.ts';

/** What can be added to the canvas. */
interface PaletteItem {
  readonly label: string;
  readonly description: string;
  /** Null for the icon of the image. */
  readonly icon: string | null;
  readonly creation: Creation;
}

const networks: readonly PaletteItem[] = [
  {
    label: 'network',
    description: 'Network with a subnet',
    icon: 'i-lucide-ethernet-port',
    creation: { kind: 'network', as: 'network' },
  },
  {
    label: 'switch',
    description: 'Switch: a network without a subnet',
    icon: 'i-lucide-arrow-right-left',
    creation: { kind: 'network', as: 'switch' },
  },
  {
    label: 'cable',
    description: 'Cable between the two selected containers',
    icon: 'i-lucide-cable',
    creation: { kind: 'network', as: 'cable' },
  },
];

const annotations: readonly PaletteItem[] = [
  {
    label: 'note',
    description: 'Note: text on the canvas',
    icon: 'i-lucide-sticky-note',
    creation: { kind: 'annotation', as: 'NOTE' },
  },
  {
    label: 'frame',
    description: 'Frame around the selected nodes, which moves what is in it',
    icon: 'i-lucide-square-dashed',
    creation: { kind: 'annotation', as: 'RECTANGLE' },
  },
];

/** What can be added to a lab, in the order of the palette. */
export function paletteItems(images: readonly Image[]): PaletteItem[] {
  return [
    ...networks,
    ...images.map(({ name, description }) => ({
      label: imageLabel(name),
      description,
      icon: null,
      creation: { kind: 'container', image: name } as const,
    })),
    ...annotations,
  ];
}
