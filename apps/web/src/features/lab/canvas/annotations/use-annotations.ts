import type { GraphNode, VueFlowStore } from '@vue-flow/core';
import { watch, type Ref } from 'vue';
import { isFrame } from '../../annotation/annotation-words.ts';
import type { Annotation } from '../../model/lab.ts';
import { update, type CanvasStore } from '../canvas-store.ts';
import { nodeSizes, type Box } from '../layout/geometry.ts';
import type { CanvasLab } from '../map-lab.ts';
import { frameContents } from './frame-contents.ts';

interface Annotations {
  /** What moves together with frames among these: everything in them. */
  contentsOf(ids: readonly string[]): string[];
  /** What the drag that ends has moved besides the nodes under the pointer. */
  carried(): readonly string[];
  boxOf(id: string): Box | null;
}

/** Keeps the notes and frames in Vue Flow equal to the lab's, and moves what is in a frame with it. */
export function useAnnotations(
  flow: VueFlowStore,
  store: CanvasStore,
  canvas: () => CanvasLab,
  placing: Readonly<Ref<boolean>>,
): Annotations {
  let carried: { node: GraphNode; x: number; y: number }[] = [];
  let leader: { id: string; x: number; y: number } | null = null;

  function boxOf(id: string): Box | null {
    const position = flow.findNode(id)?.position;
    const kind = store.nodes.get(id)?.kind;
    const annotation = store.annotations.get(id);
    const size = kind ? nodeSizes[kind] : annotation;
    return position && size ? { x: position.x, y: position.y, width: size.width, height: size.height } : null;
  }

  function contentsOf(ids: readonly string[]): string[] {
    const all = flow.nodes.value.flatMap(({ id }) => {
      const box = boxOf(id);
      return box ? [{ id, ...box }] : [];
    });
    const frames = all.filter(({ id }) => {
      const annotation = ids.includes(id) && store.annotations.get(id);
      return annotation && isFrame(annotation);
    });
    const inside = new Set(frames.flatMap((frame) => frameContents(frame, all)));
    return [...inside].filter((id) => !ids.includes(id));
  }

  flow.onNodeDragStart(({ nodes }) => {
    const ids = nodes.map(({ id }) => id);
    carried = contentsOf(ids).flatMap((id) => {
      const node = flow.findNode(id);
      return node ? [{ node, ...node.position }] : [];
    });
    const frame = nodes.find(({ id }) => store.annotations.has(id));
    leader = frame && carried.length > 0 ? { id: frame.id, ...frame.position } : null;
  });
  flow.onNodeDrag(({ nodes }) => {
    const now = leader && nodes.find(({ id }) => id === leader?.id)?.position;
    if (!leader || !now) return;
    const [dx, dy] = [now.x - leader.x, now.y - leader.y];
    for (const { node, x, y } of carried) {
      if (node.position.x !== x + dx || node.position.y !== y + dy) node.position = { x: x + dx, y: y + dy };
    }
  });

  const styleOf = ({ width, height }: Annotation) => ({ width: `${width}px`, height: `${height}px` });

  function follow(): void {
    if (placing.value) return;
    const before = new Map(store.annotations);
    const { added, removed } = update(store.annotations, canvas().annotations);
    if (removed.length > 0) flow.removeNodes(removed, false);
    flow.addNodes(
      added.map((annotation) => ({
        id: annotation.id,
        type: 'annotation',
        connectable: false,
        class: isFrame(annotation) ? 'frame-node' : 'note-node',
        position: { ...annotation.position },
        style: styleOf(annotation),
      })),
    );
    for (const annotation of store.annotations.values()) {
      const was = before.get(annotation.id);
      const node = flow.findNode(annotation.id);
      if (!was || was === annotation || !node) continue;
      node.class = isFrame(annotation) ? 'frame-node' : 'note-node';
      if (was.width !== annotation.width || was.height !== annotation.height)
        node.style = styleOf(annotation);
      // Otherwise the flow may be ahead: the answer to an earlier move must not undo a later one.
      const { x, y } = annotation.position;
      const isMoved = was.position.x !== x || was.position.y !== y;
      if (isMoved && !node.dragging) node.position = { x, y };
    }
  }
  watch([canvas, placing], follow, { immediate: true, flush: 'post' });

  return { contentsOf, carried: () => carried.map(({ node }) => node.id), boxOf };
}
