// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { h } from 'vue';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import CanvasMenu from './CanvasMenu.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
let menu: VueWrapper | null = null;
afterEach(() => menu?.unmount());

/** A canvas with two nodes, a connector, and a toolbar. */
function show(selected: readonly string[] = []) {
  const run = vi.fn();
  const wrapper = mount(CanvasMenu, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: {
      entries: [[{ label: 'Do it', icon: 'i-lucide-plus', run }]],
      selection: { nodes: selected, connectors: [] },
    },
    slots: {
      default: () => [
        h('div', { 'data-node': 'one' }, [h('span', { id: 'inside' })]),
        h('div', { 'data-node': 'two' }),
        h('div', { class: 'vue-flow__edge', 'data-id': 'wire' }),
        h('div', { id: 'pane' }),
        h('div', { role: 'toolbar' }),
      ],
    },
  });
  menu = wrapper;
  const open = async (selector: string): Promise<void> => {
    const event = { bubbles: true, cancelable: true, clientX: 7, clientY: 8 };
    wrapper.get(selector).element.dispatchEvent(new MouseEvent('contextmenu', event));
    await flushPromises();
  };
  const entry = () => document.querySelector<HTMLElement>('[role=menuitem]');
  return { wrapper, run, open, entry, chosen: () => wrapper.emitted('update:selection')?.at(-1)?.[0] };
}

it('selects what it is opened on, and keeps a selection that includes it', async () => {
  const { open, chosen, wrapper } = show(['two']);
  await open('[data-node=two]');
  expect(chosen()).toBeUndefined();
  await open('#inside');
  expect(chosen()).toEqual({ nodes: ['one'], connectors: [] });
  await open('.vue-flow__edge');
  expect(chosen()).toEqual({ nodes: [], connectors: ['wire'] });
  await open('#pane');
  expect(chosen()).toEqual({ nodes: [], connectors: [] });
  expect(wrapper.emitted('aim')).toHaveLength(4);
  expect(wrapper.emitted('aim')?.[0]).toEqual([{ x: 7, y: 8 }]);
});

it('leaves toolbars their own menu', async () => {
  const { open, entry, wrapper } = show();
  await open('[role=toolbar]');
  expect(entry()).toBeNull();
  expect(wrapper.emitted('aim')).toBeUndefined();
});

it('runs the chosen entry after it has closed', async () => {
  const { open, entry, run } = show();
  await open('[data-node=one]');
  entry()?.click();
  await eventually(() => expect(run).toHaveBeenCalledOnce());
  expect(entry()).toBeNull();
});
