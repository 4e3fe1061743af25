import type { VueFlowStore } from '@vue-flow/core';
import { ref, watch, type Ref } from 'vue';
import { updateStore, type CanvasStore } from './canvas-store.ts';
import { layOut, startElk } from './layout/lay-out.ts';
import type { CanvasLab, CanvasNode, Connector } from './map-lab.ts';
import type { PlacedNode, Point } from './layout/geometry.ts';
import { placeNew, wishFor } from './layout/place-new.ts';

export interface FlowSync {
  /** Until the first nodes have their places. */
  readonly placing: Ref<boolean>;
  /** Where everything would be best. */
  arrange(): Promise<Map<string, Point>>;
  placed(): PlacedNode[];
}

/** Keeps the flow's nodes and connectors what the lab is. Positions in the flow go ahead of the lab's while one drags. */
export function useFlowSync(flow: VueFlowStore, store: CanvasStore, canvas: () => CanvasLab): FlowSync {
  const placing = ref(true);
  /** The positions last heard of, by node. */
  const heard = new Map<string, Point | null>();

  const placed = (): PlacedNode[] =>
    flow.nodes.value.flatMap(({ id, position }) => {
      const node = store.nodes.get(id);
      return node ? [{ kind: node.kind, position: { ...position } }] : [];
    });
  const arrange = async (): Promise<Map<string, Point>> =>
    layOut(await startElk(), [...store.nodes.values()], [...store.connectors.values()]);

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
        // Nodes say what they are on; a connector has nothing to add.
        ariaLabel: null,
        domAttributes: { role: 'presentation', 'aria-roledescription': undefined },
      })),
    );
  }

  /** Places for nodes that nobody has put anywhere, one after the other, none on top of another. */
  function findPlaces(nodes: readonly CanvasNode[]): Map<string, Point> {
    const taken = new Map<string, PlacedNode>();
    for (const { id, position } of flow.nodes.value) {
      const node = store.nodes.get(id);
      if (node) taken.set(id, { kind: node.kind, position });
    }
    // Where those stand that have lost their place is free again.
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
      taken.set(id, { kind, position: placeNew(kind, wishFor(neighbours, all), all) });
    }
    return new Map(nodes.map(({ id }) => [id, taken.get(id)?.position ?? { x: 0, y: 0 }]));
  }

  async function showFirst(): Promise<void> {
    const nodes = [...store.nodes.values()];
    const fresh = nodes.length > 1 && nodes.every(({ position }) => position === null);
    const arranged = fresh ? await arrange().catch(() => null) : null;
    // More may have come meanwhile, or gone.
    const now = [...store.nodes.values()];
    const rest = now.map((node) => ({ ...node, position: node.position ?? arranged?.get(node.id) ?? null }));
    add(now, findPlaces(rest));
    addConnectors([...store.connectors.values()]);
    placing.value = false;
  }

  /** Puts back what has no saved place any more, because its first move was refused or undone. */
  async function putBack(ids: readonly string[]): Promise<void> {
    const nodes = [...store.nodes.values()];
    const fresh = nodes.length > 1 && nodes.every(({ position }) => position === null);
    const arranged = fresh ? await arrange().catch(() => null) : null;
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
      const last = heard.get(id);
      heard.set(id, position);
      if (last && !position) loose.push(id);
      if (!position || (last?.x === position.x && last.y === position.y)) continue;
      const node = flow.findNode(id);
      if (node && !node.dragging) node.position = { ...position };
    }
    for (const id of removedNodes) heard.delete(id);
    if (loose.length > 0) void putBack(loose);
  }

  updateStore(store, canvas());
  for (const { id, position } of store.nodes.values()) heard.set(id, position);
  void showFirst();
  watch(canvas, follow, { flush: 'post' });
  return { placing, arrange, placed };
}
