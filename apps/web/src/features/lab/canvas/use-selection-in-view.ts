import type { VueFlowStore } from '@vue-flow/core';
import { watch } from 'vue';
import type { CanvasStore } from './canvas-store.ts';
import { boxOf } from './layout/geometry.ts';
import { panIntoView } from './layout/pan-into-view.ts';

/** Keeps the selected node in view when the canvas gets smaller, as when the dock opens. */
export function useSelectionInView(flow: VueFlowStore, store: CanvasStore): void {
  watch(
    () => [flow.dimensions.value.width, flow.dimensions.value.height] as const,
    ([width, height], [widthBefore, heightBefore]) => {
      if (width >= widthBefore && height >= heightBefore) return;
      const [selected, ...more] = flow.getSelectedNodes.value;
      const node = selected && store.nodes.get(selected.id);
      if (!node || more.length > 0) return;
      const box = boxOf({ kind: node.kind, position: selected.position });
      const pan = panIntoView(flow.viewport.value, box, { width, height });
      if (pan) void flow.setViewport({ ...pan, zoom: flow.viewport.value.zoom });
    },
  );
}
