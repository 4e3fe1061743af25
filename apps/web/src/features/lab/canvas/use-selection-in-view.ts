import type { VueFlowStore } from '@vue-flow/core';
import { watch } from 'vue';
import type { CanvasStore } from './canvas-store.ts';
import { boxOf } from './layout/geometry.ts';
import { coveredAroundSelection } from './layout/fit-options.ts';
import { panIntoView } from './layout/pan-into-view.ts';

/**
 * Keeps the selected node in view when the canvas gets smaller, as when the dock opens, and when it was tapped on a
 * phone, where its actions would cover it.
 */
export function useSelectionInView(flow: VueFlowStore, store: CanvasStore): void {
  function show(): void {
    const { width, height } = flow.dimensions.value;
    const [selected, ...more] = flow.getSelectedNodes.value;
    const node = selected && store.nodes.get(selected.id);
    if (!node || more.length > 0) return;
    const box = boxOf({ kind: node.kind, position: selected.position });
    const canvas = { width, height };
    const pan = panIntoView(flow.viewport.value, box, canvas, coveredAroundSelection(canvas));
    if (pan) void flow.setViewport({ ...pan, zoom: flow.viewport.value.zoom });
  }
  watch(
    () => [flow.dimensions.value.width, flow.dimensions.value.height] as const,
    ([width, height], [widthBefore, heightBefore]) => {
      if (width < widthBefore || height < heightBefore) show();
    },
  );
  // Not as soon as it is selected: a pan under a finger that is still down would move the node.
  flow.onNodeClick(() => {
    if (coveredAroundSelection(flow.dimensions.value).bottom > 0) show();
  });
}
