import type { LayoutConnector, LayoutNode, Point } from '../canvas/layout/geometry.ts';
import type { LabDrawing } from '../list/drawing.ts';
import type { ImportPreview } from './composables/use-import.ts';

const networkId = (name: string): string => `network ${name}`;
const containerId = (name: string): string => `container ${name}`;

export function nodesOf({ networks, containers }: ImportPreview): LayoutNode[] {
  return [
    ...networks.map(({ name }) => ({ kind: 'network' as const, id: networkId(name) })),
    ...containers.map(({ name }) => ({ kind: 'container' as const, id: containerId(name) })),
  ];
}

export function connectorsOf({ containers }: ImportPreview): LayoutConnector[] {
  return containers.flatMap(({ name, links }) =>
    links.map(({ network }) => ({ containerId: containerId(name), networkId: networkId(network) })),
  );
}

/** Uses the positions of the files if every node has one, and else those of the layout. */
export function placedPreview(preview: ImportPreview, places: ReadonlyMap<string, Point>): LabDrawing {
  const nodes = [...preview.networks, ...preview.containers];
  const hasAll = nodes.every(({ position }) => position !== null);
  const at = (id: string, own: Point | null): Point => (hasAll ? own : places.get(id)) ?? { x: 0, y: 0 };
  return {
    networks: preview.networks.map(({ name, position }) => ({
      name,
      position: at(networkId(name), position),
    })),
    containers: preview.containers.map((container) => ({
      ...container,
      position: at(containerId(container.name), container.position),
    })),
  };
}
