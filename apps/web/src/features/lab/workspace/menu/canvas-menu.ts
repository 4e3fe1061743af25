import { ofCanvas } from './canvas-entries.ts';
import { ofConnector } from './link-entries.ts';
import type { MenuEntry, MenuOptions } from './menu-entry.ts';
import { ofContainer, ofNetwork, ofAnnotation } from './node-entries.ts';
import { ofMany } from './selection-entries.ts';

/** The entries of the context menu, in groups. */
export function canvasMenu(options: MenuOptions): MenuEntry[][] {
  const { lab, selection, commands } = options;
  const containers = lab.containers.filter(({ id }) => selection.nodes.includes(id));
  const networks = lab.networks.filter(({ id }) => selection.nodes.includes(id));
  const annotations = lab.annotations.filter(({ id }) => selection.nodes.includes(id));
  const [container, network, connector] = [containers[0], networks[0], selection.connectors[0]];
  const [annotation] = annotations;
  const nodeIds = [...containers, ...networks, ...annotations].map(({ id }) => id);
  const count = nodeIds.length + selection.connectors.length;
  const groups =
    count === 0
      ? ofCanvas(options)
      : count > 1
        ? ofMany(containers, options)
        : container
          ? ofContainer(container, options)
          : network
            ? ofNetwork(network, options)
            : annotation
              ? ofAnnotation(annotation, options)
              : ofConnector(connector ?? '', options);
  const ending: MenuEntry[] =
    count === 0
      ? []
      : [
          {
            label: nodeIds.length > 0 ? 'Delete' : 'Disconnect',
            icon: 'i-lucide-trash-2',
            key: 'delete',
            isDestructive: true,
            run: () => commands.remove(selection),
          },
        ];
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
