import { useVueFlow, type VueFlowStore } from '@vue-flow/core';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { sampleContainer, sampleNetwork } from '../model/testing/sample-nodes.ts';
import { createCanvasStore, type CanvasStore } from './canvas-store.ts';
import { emptyCanvas, mapLab } from './map-lab.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';

let page: VueWrapper;
let flow: VueFlowStore;
let store: CanvasStore;
let focus: (id: string) => Promise<void>;

beforeEach(() => {
  const { nodes } = mapLab({ networks: [sampleNetwork()], containers: [sampleContainer()] }, emptyCanvas);
  store = createCanvasStore();
  for (const [id, node] of nodes) store.nodes.set(id, node);
  flow = useVueFlow('keys');
  flow.setNodes([{ id: 'ctr_1', position: { x: 0, y: 0 } }]);
  page = mount(
    defineComponent({
      setup() {
        const root = ref<HTMLElement | null>(null);
        const noMove = { moved: () => undefined, open: () => undefined, contentsOf: () => [] };
        focus = useCanvasKeys({ root, flow, store, boxOf: () => null, ...noMove }).focus;
        return () =>
          h('div', { ref: root }, [
            h('button', { 'data-node': 'ctr_1' }, 'web'),
            h('button', { 'data-menu': '' }, 'Down'),
          ]);
      },
    }),
    { attachTo: document.body },
  );
});
afterEach(() => {
  vi.useRealTimers();
  page.unmount();
});

const twoFrames = async (): Promise<void> => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
};

async function draw(): Promise<void> {
  const node = flow.findNode('ctr_1');
  if (!node) throw new Error('The node ctr_1 is missing.');
  node.dimensions = { width: 100, height: 50 };
  await flushPromises();
}

it('focuses a node as soon as it is drawn', async () => {
  const focused = focus('ctr_1');
  await twoFrames();
  expect(document.activeElement).toBe(document.body);
  await draw();
  await focused;
  expect(document.activeElement).toBe(page.get('[data-node]').element);
});

it('focuses a new node whose event comes seconds after the answer', async () => {
  const late = store.nodes.get('ctr_1');
  if (!late) throw new Error('The container ctr_1 is missing.');
  store.nodes.delete('ctr_1');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const focused = focus('ctr_1');
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  store.nodes.set('ctr_1', late);
  await draw();
  await focused;
  expect(document.activeElement).toBe(page.get('[data-node]').element);
});

it('leaves the focus where the pointer was pressed in the meantime', async () => {
  await draw();
  const focused = focus('ctr_1');
  const menu = page.get<HTMLElement>('[data-menu]');
  await menu.trigger('pointerdown');
  menu.element.focus();
  await focused;
  expect(document.activeElement).toBe(menu.element);
});
