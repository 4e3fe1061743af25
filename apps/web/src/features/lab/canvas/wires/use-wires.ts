import type { VueFlowStore } from '@vue-flow/core';
import { computed, watch, type Ref } from 'vue';
import type { CanvasStore } from '../canvas-store.ts';
import { textsOf } from '../map-lab.ts';
import { boxOf } from '../layout/geometry.ts';
import type { ZoomLevel } from '../zoom-levels.ts';
import { drawWire, type DrawnWire } from './draw-wire.ts';
import { placeLabels, type WireLabel } from './place-labels.ts';
import { routeWires, type Routes, type WireNode } from './route-wires.ts';
import { commonMove, shiftLabels, shiftWires } from './shift-wires.ts';
import { untouched } from './untouched.ts';

/** Keeps the wires of the store equal to the positions of the nodes, in the same frame. */
export function useWires(flow: VueFlowStore, store: CanvasStore, level: Readonly<Ref<ZoomLevel>>): void {
  let nodes: readonly WireNode[] = [];
  let routes: Routes = routeWires([], []);
  let labels: ReadonlyMap<string, WireLabel> = new Map();
  /** Whether the wires have left the grid that they were routed on. */
  let isShifted = false;

  const placed = (): WireNode[] =>
    flow.nodes.value.flatMap(({ id, position: { x, y } }) => {
      const node = store.nodes.get(id);
      return node ? [{ id, kind: node.kind, position: { x, y } }] : [];
    });
  const isDragging = computed(() => flow.nodes.value.some(({ dragging }) => dragging));

  function route(): void {
    const now = placed();
    const connectors = [...store.connectors.values()];
    const by = isDragging.value ? commonMove(nodes, now) : null;
    if (by && connectors.every(({ id }) => routes.wires.has(id))) {
      // The whole lab is dragged: nothing is in a new way.
      routes = { ...routes, wires: shiftWires(routes.wires, by) };
      nodes = now;
      labels = shiftLabels(labels, by);
      isShifted = true;
      show();
      return;
    }
    // While nodes are dragged, the wires of all others stay, which is fast and calm. The final picture is routed as a whole.
    const kept = isDragging.value ? untouched(nodes, now, connectors, routes.wires) : undefined;
    const previous = routes.wires;
    routes = routeWires(now, connectors, kept);
    isShifted = false;
    nodes = now;
    draw(new Map(kept && [...labels].filter(([id]) => routes.wires.get(id) === previous.get(id))));
  }

  function labelled() {
    const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
    return [...store.connectors.values()].flatMap((connector) => {
      const container = boxes.get(connector.containerId);
      return container ? [{ id: connector.id, container, texts: textsOf(connector) }] : [];
    });
  }

  function draw(steady: ReadonlyMap<string, WireLabel> = new Map()): void {
    const { addressSize } = level.value;
    labels =
      addressSize === null
        ? new Map()
        : placeLabels(labelled(), routes.wires, routes.grid, addressSize, steady);
    show();
  }

  function show(): void {
    const drawn = new Map<string, DrawnWire>();
    for (const { id, container } of labelled()) {
      const wire = routes.wires.get(id);
      if (wire) drawn.set(id, drawWire(wire, container, labels.get(id) ?? null));
    }
    for (const id of [...store.wires.keys()]) if (!drawn.has(id)) store.wires.delete(id);
    for (const [id, wire] of drawn) {
      if (JSON.stringify(store.wires.get(id)) !== JSON.stringify(wire)) store.wires.set(id, wire);
    }
  }

  /** Changes with everything that the ways depend on. */
  const signature = (): string =>
    `${isDragging.value}|${placed()
      .map(({ id, position: { x, y } }) => `${id},${x},${y}`)
      .join(';')}|${[...store.connectors.keys()].join(';')}`;
  watch(signature, route, { immediate: true });
  watch([() => [...store.connectors.values()].flatMap(textsOf).join(';'), level], () =>
    isShifted ? route() : draw(),
  );
}
