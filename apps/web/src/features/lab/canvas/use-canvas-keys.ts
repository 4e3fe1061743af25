import type { VueFlowStore } from '@vue-flow/core';
import { until, useEventListener } from '@vueuse/core';
import { watch, type Ref } from 'vue';
import type { CanvasStore } from './canvas-store.ts';
import { nearestNode, type Direction } from './layout/nearest-node.ts';
import { grid, type Box, type Point } from './layout/geometry.ts';
import { panIntoView } from './layout/pan-into-view.ts';

interface CanvasKeysOptions {
  readonly root: Ref<HTMLElement | null>;
  readonly flow: VueFlowStore;
  readonly store: CanvasStore;
  /** Called with the moved nodes when Shift is released. */
  readonly moved: (ids: readonly string[]) => void;
  readonly open: (id: string) => void;
  readonly boxOf: (id: string) => Box | null;
  /** What moves together with these. */
  readonly contentsOf: (ids: readonly string[]) => readonly string[];
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const steps: Readonly<Record<Direction, { x: number; y: number }>> = {
  up: { x: 0, y: -grid },
  down: { x: 0, y: grid },
  left: { x: -grid, y: 0 },
  right: { x: grid, y: 0 },
};

/** Keyboard control of the canvas: one tab stop, arrows between nodes, Shift and arrows to move a node. */
export function useCanvasKeys(options: CanvasKeysOptions): {
  onKeydown(event: KeyboardEvent): void;
  onKeyup(event: KeyboardEvent): void;
  focus(id: string): Promise<void>;
} {
  const { root, flow, store, boxOf } = options;
  const moving = new Set<string>();
  const has = (id: string): boolean => store.nodes.has(id) || store.annotations.has(id);

  // One node is always in the tab order.
  watch(
    () => store.focused.value !== null && has(store.focused.value),
    (there) => {
      if (!there) store.focused.value = store.nodes.keys().next().value ?? null;
    },
    { immediate: true },
  );
  watch(
    () => store.nodes.size,
    () => (store.focused.value ??= store.nodes.keys().next().value ?? null),
  );

  const isDrawn = (id: string): boolean => (flow.findNode(id)?.dimensions.width ?? 0) > 0;

  async function focus(id: string): Promise<void> {
    // A press of the pointer in the meantime, as on a wire for its menu, moves the focus elsewhere: it stays there.
    let hasPressed = false;
    const stop = useEventListener(document, 'pointerdown', () => (hasPressed = true), { capture: true });
    try {
      await untilShown(id);
    } finally {
      stop();
    }
    if (hasPressed) return;
    root.value?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  }

  /** Selects a node and pans to it, and ends a frame later. */
  async function untilShown(id: string): Promise<void> {
    // A new node arrives with an event, and is hidden until it has a position, which may take a layout. A hidden element
    // can't be focused. The next new node is placed after that, so a limit that is too short puts one on the other.
    await until(() => has(id)).toBe(true, { timeout: 30_000 });
    // Checked each frame, because Vue Flow has no event for a measured node.
    while (root.value && has(id) && !isDrawn(id)) await new Promise(requestAnimationFrame);
    if (!root.value || !has(id)) return;
    store.focused.value = id;
    select(id);
    show(id);
    await new Promise(requestAnimationFrame);
  }

  /** Pans as far as needed to show a node. */
  function show(id: string): void {
    const box = boxOf(id);
    if (!box) return;
    const pan = panIntoView(flow.viewport.value, box, flow.dimensions.value);
    if (pan) void flow.setViewport({ ...pan, zoom: flow.viewport.value.zoom });
  }

  function placedNodes(): { id: string; position: Point; size: Box }[] {
    return flow.nodes.value.flatMap(({ id, position }) => {
      const size = boxOf(id);
      return size ? [{ id, position, size }] : [];
    });
  }

  function go(from: string, direction: Direction): void {
    const all = placedNodes();
    const start = all.find(({ id }) => id === from);
    const next = start && nearestNode(start, all, direction);
    if (next) void focus(next.id);
  }

  function move(focused: string, direction: Direction): void {
    const chosen = flow.getSelectedNodes.value.map(({ id }) => id);
    const step = steps[direction];
    if (moving.size === 0) {
      const leaders = chosen.includes(focused) ? chosen : [focused];
      for (const id of [...leaders, ...options.contentsOf(leaders)]) moving.add(id);
    }
    for (const id of moving) {
      const node = flow.findNode(id);
      if (!node) continue;
      node.position = { x: node.position.x + step.x, y: node.position.y + step.y };
    }
    show(focused);
  }

  function select(id: string): void {
    const node = flow.findNode(id);
    if (!node) return;
    flow.removeSelectedElements();
    flow.addSelectedNodes([node]);
  }

  function toggle(id: string): void {
    const node = flow.findNode(id);
    if (!node) return;
    if (node.selected) flow.removeSelectedNodes([node]);
    else flow.addSelectedNodes([...flow.getSelectedNodes.value, node]);
  }

  return {
    focus,
    onKeydown(event) {
      const id = event.target instanceof HTMLElement ? event.target.dataset['node'] : undefined;
      if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
      const direction = directions[event.key];
      if (direction) (event.shiftKey ? move : go)(id, direction);
      else if (event.key === 'Enter') options.open(id);
      else if (event.key === ' ') toggle(id);
      else return;
      event.preventDefault();
    },
    onKeyup(event) {
      if (event.key !== 'Shift' || moving.size === 0) return;
      options.moved([...moving]);
      moving.clear();
    },
  };
}
