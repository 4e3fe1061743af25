// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Screen } from '../screen/screen.ts';
import TerminalMenu from './TerminalMenu.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

/** A menu over a terminal whose program uses the mouse or not. */
function open(mouse: 'none' | 'vt200'): VueWrapper {
  const terminal = { modes: { mouseTrackingMode: mouse }, hasSelection: () => false };
  shown = mount(TerminalMenu, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: { screen: { terminal } as unknown as Screen, asks: true },
    slots: { default: '<p>terminal</p>' },
  });
  return shown;
}
const items = (): string[] =>
  [...document.querySelectorAll('[role^=menuitem]')].map((item) => item.textContent?.trim() ?? '');

describe('the menu of a terminal', () => {
  it('opens with a right click', async () => {
    await open('none').get('p').trigger('contextmenu');
    await flushPromises();
    expect(items().some((label) => label.startsWith('Paste'))).toBe(true);
    expect(items()).toContain('Ask before pasting several lines');
  });

  it('leaves the right click to a program that uses the mouse, unless Shift is held', async () => {
    const menu = open('vt200');
    await menu.get('p').trigger('contextmenu');
    await flushPromises();
    expect(items()).toEqual([]);
    await menu.get('p').trigger('contextmenu', { shiftKey: true });
    await flushPromises();
    expect(items().length).toBeGreaterThan(3);
  });
});
