// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterEach, expect, it } from 'vitest';
import type { Image } from '../../container/composables/use-images.ts';
import CanvasPalette from './CanvasPalette.vue';

const images = ['host', 'router'].map((name) => ({ id: name, name, description: name })) as Image[];
const host = { kind: 'container', image: 'host' };

let palette: VueWrapper | null = null;
afterEach(() => palette?.unmount());

function show() {
  const wrapper = mount(CanvasPalette, { attachTo: document.body, props: { images } });
  palette = wrapper;
  const button = (label: string): HTMLButtonElement => {
    const found = wrapper.findAll('button').find((one) => one.text() === `Add a ${label}`);
    if (!found) throw new Error(`There is no ${label} in the palette.`);
    return found.element as HTMLButtonElement;
  };
  return { wrapper, button, picked: () => wrapper.emitted('pick') ?? [] };
}

function pointer(type: string, on: EventTarget, clientX: number): void {
  on.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, clientX, clientY: 0 }));
}

it('adds a node by a key after one was dragged', async () => {
  const { wrapper, button, picked } = show();
  pointer('pointerdown', button('host'), 0);
  pointer('pointermove', window, 80);
  pointer('pointerup', window, 80);
  // Released over the button where it began: this click belongs to the drag.
  button('host').click();
  expect(wrapper.emitted('drop')).toMatchObject([[{ creation: host, x: 80 }]]);
  expect(picked()).toEqual([]);
  await eventually(() => {
    button('host').click();
    expect(picked()).toEqual([[host]]);
  });
});

it('is one tab stop, with arrow keys between its items', async () => {
  const { wrapper, button } = show();
  const stops = () => wrapper.findAll('[tabindex="0"]').map((one) => one.text());
  expect(stops()).toEqual(['Add a network']);
  button('network').focus();
  const press = async (key: string): Promise<string | null> => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    await wrapper.vm.$nextTick();
    return document.activeElement?.textContent ?? null;
  };
  for (const label of ['switch', 'cable', 'host', 'router', 'note'])
    expect(await press('ArrowDown')).toBe(`Add a ${label}`);
  expect(await press('ArrowRight')).toBe('Add a frame');
  expect(await press('ArrowDown')).toBe('Add a frame');
  expect(stops()).toEqual(['Add a frame']);
  expect(await press('ArrowUp')).toBe('Add a note');
  expect(await press('End')).toBe('Add a frame');
  expect(await press('Home')).toBe('Add a network');
});
