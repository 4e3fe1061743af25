import { useVueFlow } from '@vue-flow/core';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { defineComponent, ref, shallowRef } from 'vue';
import { sampleAnnotation, sampleContainer, sampleNetwork } from '../../model/testing/sample-nodes.ts';
import type { Annotation } from '../../model/lab.ts';
import { createCanvasStore } from '../canvas-store.ts';
import { mapLab, type CanvasLab } from '../map-lab.ts';
import { useFlowSync } from '../use-flow-sync.ts';
import { useAnnotations } from './use-annotations.ts';

let page: VueWrapper | null = null;
afterEach(() => page?.unmount());

async function show(...first: readonly Annotation[]) {
  const lab = (annotations: readonly Annotation[]) => ({
    networks: [sampleNetwork({ position: { x: 0, y: 400 } })],
    containers: [sampleContainer({ position: { x: 40, y: 40 } })],
    annotations: [...annotations],
  });
  const canvas = shallowRef<CanvasLab>(mapLab(lab(first)));
  const flow = useVueFlow('annotations');
  let contentsOf = (_ids: readonly string[]): string[] => [];
  page = mount(
    defineComponent({
      setup() {
        const store = createCanvasStore();
        useFlowSync(flow, store, () => canvas.value);
        ({ contentsOf } = useAnnotations(flow, store, () => canvas.value, ref(false)));
        return () => null;
      },
    }),
  );
  await flushPromises();
  return {
    flow,
    contentsOf: (ids: readonly string[]) => contentsOf(ids),
    async receive(...annotations: readonly Annotation[]) {
      canvas.value = mapLab(lab(annotations), canvas.value);
      await flushPromises();
    },
  };
}

const frame = sampleAnnotation({ kind: 'RECTANGLE', width: 400, height: 200 });

it('shows what comes, follows what moves, and removes what goes', async () => {
  const { flow, receive } = await show();
  await receive(frame);
  expect(flow.findNode('ann_1')).toMatchObject({ class: 'frame-node', position: { x: 0, y: 0 } });
  await receive({ ...frame, kind: 'NOTE', width: 64, position: { x: 8, y: 16 } });
  expect(flow.findNode('ann_1')).toMatchObject({
    ...{ class: 'note-node', style: { width: '64px', height: '200px' } },
    position: { x: 8, y: 16 },
  });
  await receive();
  expect(flow.findNode('ann_1')).toBeUndefined();
});

it('keeps a move that is ahead of the lab when something else changes', async () => {
  const { flow, receive } = await show(frame);
  const node = flow.findNode('ann_1');
  if (!node) throw new Error('The frame is missing.');
  node.position = { x: 80, y: 0 };
  await receive({ ...frame, text: 'DMZ' });
  expect(flow.findNode('ann_1')?.position).toMatchObject({ x: 80, y: 0 });
});

it('takes along the nodes whose centre is in a frame, unless they are moved anyway', async () => {
  const { contentsOf } = await show(frame);
  expect(contentsOf(['ann_1'])).toEqual(['ctr_1']);
  expect(contentsOf(['ann_1', 'ctr_1'])).toEqual([]);
  expect(contentsOf(['ctr_1'])).toEqual([]);
});
