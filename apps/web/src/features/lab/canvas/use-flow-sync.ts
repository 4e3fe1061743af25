import type { VueFlowStore } from '@vue-flow/core';
import { ref, watch, type Ref } from 'vue';
import { updateStore, type CanvasStore } from './canvas-store.ts';
import { fitRoom } from './layout/fit-options.ts';
import { layOut } from './layout/lay-out.ts';
import { layOutFrames, type LayoutAnnotation, type Place } from './layout/lay-out-frames.ts';
import { startElk } from './layout/start-elk.ts';
import type { CanvasLab, CanvasNode, Connector } from './map-lab.ts';
import type { PlacedNode, Point, Size } from './layout/geometry.ts';
import { placeNew, preferredPosition } from './layout/place-new.ts';

interface FlowSync {
  /** True until the first nodes have positions. */
  readonly placing: Ref<boolean>;
  /** Computes a layout of all nodes, with the frames around them and the notes beside them. */
  arrange(): Promise<Map<string, Place>>;
  placed(): PlacedNode[];
}

/** Keeps Vue Flow's nodes and edges equal to the lab. While dragging, positions in the flow are ahead of the lab's. */
export function useFlowSync(flow: VueFlowStore, store: CanvasStore, canvas: () => CanvasLab): FlowSync {
  const placing = ref(true);
  /** The last saved positions by node. */
  const lastSaved = new Map<string, Point | null>();

  const placed = (): PlacedNode[] =>
    flow.nodes.value.flatMap(({ id, position }) => {
      const node = store.nodes.get(id);
      return node ? [{ kind: node.kind, position: { ...position } }] : [];
    });
  /** A layout of nodes that have no positions yet, so that nothing is in a frame. */
  const arrangeFirst = async (): Promise<Map<string, Point>> =>
    layOut(await startElk(), [...store.nodes.values()], [...store.connectors.values()], canvasSize());

  async function arrange(): Promise<Map<string, Place>> {
    const nodes = [...store.nodes.values()].flatMap(({ id, kind }) => {
      const position = flow.findNode(id)?.position;
      return position ? [{ id, kind, position }] : [];
    });
    const annotations = [...store.annotations.values()].map(
      ({ id, kind, position, width, height }): LayoutAnnotation => {
        const shape = kind === 'NOTE' ? 'note' : kind === 'ELLIPSE' ? 'ellipse' : 'rectangle';
        return { id, shape, x: position.x, y: position.y, width, height };
      },
    );
    return layOutFrames(await startElk(), nodes, [...store.connectors.values()], annotations, canvasSize());
  }

  /** The room for the lab. Before the canvas is measured, that of a desktop. */
  function canvasSize(): Size {
    const { width, height } = flow.dimensions.value;
    return fitRoom(width > 0 && height > 0 ? { width, height } : { width: 1200, height: 880 });
  }

  function add(nodes: readonly CanvasNode[], positions: ReadonlyMap<string, Point>): void {
    flow.addNodes(
      nodes.map(({ id, kind }) => ({
        id,
        type: kind,
        position: { ...(positions.get(id) ?? { x: 0, y: 0 }) },
      })),
    );
  }

  function addConnectors(connectors: readonly Connector[]): void {
    flow.addEdges(
      connectors.map(({ id, containerId, networkId }) => ({
        id,
        type: 'connector',
        source: containerId,
        target: networkId,
        // Nodes already name their networks, so connectors are not announced.
        ariaLabel: null,
        domAttributes: { role: 'presentation', 'aria-roledescription': undefined },
      })),
    );
  }

  /** Positions for nodes without a saved one, none on top of another. */
  function findPlaces(nodes: readonly CanvasNode[]): Map<string, Point> {
    const taken = new Map<string, PlacedNode>();
    for (const { id, position } of flow.nodes.value) {
      const node = store.nodes.get(id);
      if (node) taken.set(id, { kind: node.kind, position });
    }
    // Nodes that lost their saved position free their place.
    for (const { id, kind, position } of nodes) {
      if (position) taken.set(id, { kind, position });
      else taken.delete(id);
    }
    for (const { id, kind, position } of nodes) {
      if (position) continue;
      const neighbours = [...store.connectors.values()].flatMap(({ containerId, networkId }) => {
        const other = containerId === id ? networkId : networkId === id ? containerId : null;
        return other ? (taken.get(other) ?? []) : [];
      });
      const all = [...taken.values()];
      taken.set(id, { kind, position: placeNew(kind, preferredPosition(neighbours, all), all) });
    }
    return new Map(nodes.map(({ id }) => [id, taken.get(id)?.position ?? { x: 0, y: 0 }]));
  }

  async function showFirst(): Promise<void> {
    const nodes = [...store.nodes.values()];
    const fresh = nodes.length > 1 && nodes.every(({ position }) => position === null);
    const arranged = fresh ? await arrangeFirst().catch(() => null) : null;
    // The lab may have changed during the layout.
    const now = [...store.nodes.values()];
    const rest = now.map((node) => ({ ...node, position: node.position ?? arranged?.get(node.id) ?? null }));
    add(now, findPlaces(rest));
    addConnectors([...store.connectors.values()]);
    placing.value = false;
  }

  /** Moves nodes back whose first move was refused or undone, so that they have no saved position. */
  async function putBack(ids: readonly string[]): Promise<void> {
    const nodes = [...store.nodes.values()];
    const fresh = nodes.length > 1 && nodes.every(({ position }) => position === null);
    const arranged = fresh ? await arrangeFirst().catch(() => null) : null;
    const loose = ids.flatMap((id) => store.nodes.get(id) ?? []).filter(({ position }) => position === null);
    for (const [id, position] of arranged ?? findPlaces(loose)) {
      const node = flow.findNode(id);
      if (node && !node.dragging) node.position = { ...position };
    }
  }

  function follow(): void {
    const { addedNodes, removedNodes, addedConnectors, removedConnectors } = updateStore(store, canvas());
    if (placing.value) return;
    if (removedConnectors.length > 0) flow.removeEdges([...removedConnectors]);
    if (removedNodes.length > 0) flow.removeNodes([...removedNodes], false);
    if (addedNodes.length > 0) add(addedNodes, findPlaces(addedNodes));
    if (addedConnectors.length > 0) addConnectors(addedConnectors);
    const loose: string[] = [];
    for (const { id, position } of store.nodes.values()) {
      const last = lastSaved.get(id);
      lastSaved.set(id, position);
      if (last && !position) loose.push(id);
      if (!position || (last?.x === position.x && last.y === position.y)) continue;
      const node = flow.findNode(id);
      if (node && !node.dragging) node.position = { ...position };
    }
    for (const id of removedNodes) lastSaved.delete(id);
    if (loose.length > 0) void putBack(loose);
  }

  updateStore(store, canvas());
  for (const { id, position } of store.nodes.values()) lastSaved.set(id, position);
  void showFirst();
  watch(canvas, follow, { flush: 'post' });
  return { placing, arrange, placed };
}
