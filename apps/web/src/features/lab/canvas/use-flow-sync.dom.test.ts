import { useVueFlow, type VueFlowStore } from '@vue-flow/core';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent, shallowRef, type ShallowRef } from 'vue';
import { createCanvasStore } from './canvas-store.ts';
import { emptyCanvas, mapLab, type CanvasLab, type LabOnCanvas } from './map-lab.ts';
import type { Point } from './layout/geometry.ts';
import { sampleContainer, sampleNetwork } from '../model/testing/sample-nodes.ts';
import { useFlowSync } from './use-flow-sync.ts';

let page: VueWrapper | null = null;
afterEach(() => page?.unmount());

function lab(container: Point | null): LabOnCanvas {
  return {
    networks: [sampleNetwork({ position: { x: 0, y: 0 } })],
    containers: [sampleContainer({ position: container })],
  };
}

async function show(first: LabOnCanvas): Promise<{
  readonly place: () => Point | undefined;
  readonly flow: VueFlowStore;
  receive(next: LabOnCanvas): Promise<void>;
}> {
  const canvas: ShallowRef<CanvasLab> = shallowRef(mapLab(first, emptyCanvas));
  const flow = useVueFlow('sync');
  page = mount(
    defineComponent({
      setup() {
        useFlowSync(flow, createCanvasStore(), () => canvas.value);
        return () => null;
      },
    }),
  );
  await flushPromises();
  return {
    flow,
    place: () => {
      const { x, y } = flow.findNode('ctr_1')?.position ?? {};
      return x === undefined || y === undefined ? undefined : { x, y };
    },
    async receive(next) {
      canvas.value = mapLab(next, canvas.value);
      await flushPromises();
    },
  };
}

/** What dragging does before the API answers. */
function drag(flow: VueFlowStore, to: Point): void {
  const node = flow.findNode('ctr_1');
  if (!node) throw new Error('The node ctr_1 is missing.');
  node.position = { ...to };
}

describe('a node that was moved', () => {
  it('returns to its position when the move is refused', async () => {
    const { flow, place, receive } = await show(lab({ x: 0, y: 160 }));
    drag(flow, { x: 480, y: 480 });
    await receive(lab({ x: 480, y: 480 }));
    expect(place()).toEqual({ x: 480, y: 480 });
    await receive(lab({ x: 0, y: 160 }));
    expect(place()).toEqual({ x: 0, y: 160 });
  });

  it('returns to its computed position when its first move is refused or undone', async () => {
    const { flow, place, receive } = await show(lab(null));
    const before = place();
    drag(flow, { x: 480, y: 480 });
    await receive(lab({ x: 480, y: 480 }));
    await receive(lab(null));
    expect(place()).toEqual(before);
  });

  it('stays where it is when something else changes', async () => {
    const { flow, place, receive } = await show(lab(null));
    drag(flow, { x: 480, y: 480 });
    await receive({ ...lab(null), networks: [] });
    expect(place()).toEqual({ x: 480, y: 480 });
  });
});
