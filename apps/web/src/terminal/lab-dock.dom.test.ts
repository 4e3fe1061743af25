import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey, type ApiClient } from '../client/api-client.ts';
import { createShortcuts, shortcutsKey } from '../ui/page/shortcuts.ts';
import { provideDock, type Dock } from './dock/use-dock.ts';
import LabDock from './LabDock.vue';

/** Replaces the pane with xterm, which can't draw in a document without a layout. */
const Pane = defineComponent({
  props: { name: { type: String, required: true } },
  setup: (props) => () => h('p', `pane of ${props.name}`),
});
const containers = [
  { id: 'ctr_1', name: 'alpha' },
  { id: 'ctr_2', name: 'beta' },
];
let page: VueWrapper | null = null;
let dock: Dock;
const mutate = vi.fn();

function show(terminals: readonly string[] = []): VueWrapper {
  const query = vi.fn().mockResolvedValue({
    node: { __typename: 'Container', id: 'ctr_1', terminals: terminals.map((name) => ({ name })) },
  });
  const Page = defineComponent({
    props: { containers: { type: Array, required: true } },
    setup(props) {
      dock = provideDock(() => 'lab_1');
      return () => h(LabDock, { containers: props.containers as typeof containers });
    },
  });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  page = mount(Page, {
    attachTo: document.body,
    props: { containers },
    global: {
      plugins: [router],
      stubs: { AsyncComponentWrapper: Pane },
      provide: {
        [apiClientKey as symbol]: { query, mutate } as Partial<ApiClient>,
        [shortcutsKey as symbol]: createShortcuts(),
      },
    },
  });
  return page;
}
const tabs = (wrapper: VueWrapper): string[] => wrapper.findAll('[role=tab]').map((tab) => tab.text());
const press = (wrapper: VueWrapper, name: string, key: string, more = {}) =>
  wrapper
    .findAll('[role=tab]')
    .find((tab) => tab.text() === name)
    ?.trigger('keydown', { key, ...more });

beforeEach(() => localStorage.clear());
afterEach(() => page?.unmount());

describe('the dock of a lab', () => {
  it('is hidden until a tab is open', async () => {
    const wrapper = show();
    expect(wrapper.find('section').exists()).toBe(false);
    dock.openTerminal('ctr_1');
    await flushPromises();
    expect(tabs(wrapper)).toEqual(['alpha']);
    expect(wrapper.get('[role=tabpanel]').text()).toBe('pane of alpha');
  });

  it('opens terminals of several containers, and connects only the one that is shown', async () => {
    const wrapper = show();
    dock.openTerminal('ctr_2');
    dock.openTerminals(['ctr_1', 'ctr_2']);
    await flushPromises();
    expect(tabs(wrapper).toSorted()).toEqual(['alpha', 'beta']);
    expect(wrapper.get('[role=tab][aria-selected=true]').text()).toBe('alpha');
    wrapper.unmount();
    localStorage.clear();
    const fresh = show();
    dock.openTerminals(['ctr_1', 'ctr_2']);
    await flushPromises();
    expect(fresh.findAll('[role=tabpanel]').map((pane) => pane.text())).toEqual(['pane of alpha', '']);
  });

  it('restores its tabs after a reload', async () => {
    const before = show();
    dock.openTerminal('ctr_1');
    dock.openLogs('ctr_2');
    dock.openCapture('ctr_2', 'eth1');
    await flushPromises();
    before.unmount();
    expect(tabs(show())).toEqual(['alpha', 'beta log', 'beta eth1']);
  });

  it('switches, moves, renames and closes tabs by keyboard', async () => {
    const wrapper = show();
    dock.openTerminal('ctr_1');
    dock.openTerminal('ctr_2');
    dock.openStats('ctr_2');
    await flushPromises();
    await press(wrapper, 'beta stats', 'ArrowRight');
    expect(wrapper.get('[role=tab][aria-selected=true]').text()).toBe('alpha');
    await press(wrapper, 'alpha', 'ArrowRight', { shiftKey: true });
    expect(tabs(wrapper)).toEqual(['beta', 'alpha', 'beta stats']);
    await press(wrapper, 'alpha', 'Delete');
    await flushPromises();
    expect(tabs(wrapper)).toEqual(['beta', 'beta stats']);
    expect(document.activeElement?.textContent?.trim()).toBe('beta stats');
    await press(wrapper, 'beta', 'F2');
    await wrapper.get('input').setValue('build');
    await wrapper.get('form').trigger('submit');
    expect(tabs(wrapper)).toEqual(['build', 'beta stats']);
  });

  it('gives a new terminal a name that is free on the host', async () => {
    const wrapper = show(['main', '2']);
    dock.openTerminal('ctr_1');
    await dock.addTerminal('ctr_1');
    await flushPromises();
    expect(tabs(wrapper)).toEqual(['alpha', 'alpha 3']);
  });

  it('splits to the right, and closes tabs of deleted containers', async () => {
    const wrapper = show();
    dock.openTerminal('ctr_1');
    await dock.addTerminal('ctr_1', { groupId: 'g1', direction: 'row' });
    dock.openTerminal('ctr_2');
    await flushPromises();
    expect(wrapper.findAll('[role=tablist]')).toHaveLength(2);
    expect(wrapper.get('[aria-orientation=vertical]').attributes('aria-valuenow')).toBe('50');
    await wrapper.get('[aria-orientation=vertical]').trigger('keydown', { key: 'ArrowRight' });
    expect(wrapper.get('[aria-orientation=vertical]').attributes('aria-valuenow')).toBe('54');
    await wrapper.setProps({ containers: [containers[1]] });
    expect(tabs(wrapper)).toEqual(['beta']);
  });

  it('accepts a tab dropped on the tabs of another split', async () => {
    const wrapper = show();
    dock.openTerminal('ctr_1');
    await dock.addTerminal('ctr_1', { groupId: 'g1', direction: 'row' });
    await flushPromises();
    const [left, right] = wrapper.findAll('[role=tablist]');
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    await right?.get('[draggable=true]').trigger('dragstart');
    vi.runAllTimers();
    vi.useRealTimers();
    await flushPromises();
    await left?.get('[draggable=true]').trigger('drop');
    expect(wrapper.findAll('[role=tablist]')).toHaveLength(1);
    expect(tabs(wrapper)).toEqual(['alpha 2', 'alpha']);
  });

  it('keeps the focus inside in full screen, and leaves it with Escape', async () => {
    const wrapper = show();
    const beside = document.createElement('button');
    wrapper.element.parentElement?.append(beside);
    dock.openTerminal('ctr_1');
    await flushPromises();
    const escape = () => wrapper.get('[role=tabpanel]').trigger('keydown', { key: 'Escape' });
    await escape();
    await wrapper.get('[aria-label="Full screen"]').trigger('click');
    expect(beside.hasAttribute('inert')).toBe(true);
    await escape();
    expect(wrapper.find('[aria-label="Full screen"]').exists()).toBe(true);
    expect(beside.hasAttribute('inert')).toBe(false);
    beside.remove();
  });

  it('kills a terminal after confirmation, and shows why that failed', async () => {
    const wrapper = show();
    dock.openTerminal('ctr_1');
    dock.openTerminal('ctr_2');
    await flushPromises();
    await wrapper.get('[aria-label="More actions for beta"]').trigger('click');
    const item = await eventually(() => {
      const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
      const found = items.find((one) => one.textContent?.includes('Kill terminal'));
      if (!found) throw new Error('No such menu item.');
      return found;
    });
    item.click();
    const action = await eventually(() => {
      const dialog = document.querySelector('[role=dialog]');
      const found = [...(dialog?.querySelectorAll('button') ?? [])].at(-1);
      if (!found) throw new Error('No dialog.');
      return found;
    });
    expect(mutate).not.toHaveBeenCalled();
    mutate.mockResolvedValueOnce({
      ok: false,
      problem: { code: 'HOST', message: 'The host does not respond.' },
    });
    action.click();
    await eventually(() => expect(document.body.textContent).toContain('The host does not respond.'));
    expect(tabs(wrapper)).toEqual(['alpha', 'beta']);
    mutate.mockResolvedValueOnce({ ok: true, payload: {} });
    action.click();
    await eventually(() => expect(document.querySelector('[role=dialog]')).toBeNull());
    expect(tabs(wrapper)).toEqual(['alpha', 'beta']);
    expect(mutate).toHaveBeenLastCalledWith(expect.anything(), {
      input: { containerId: 'ctr_2', name: 'main' },
    });
  });
});
