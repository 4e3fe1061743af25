import { mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import TerminalTip from './TerminalTip.vue';

const tip = 'Double-click a container to open its terminal.';

beforeEach(() => localStorage.clear());

/** @param hasMouse whether the browser has a mouse */
function show(hasMouse = true) {
  vi.stubGlobal('matchMedia', (media: string) => ({
    ...{ media, matches: hasMouse },
    ...{ addEventListener: () => undefined, removeEventListener: () => undefined },
  }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const page = mount(TerminalTip, { props: { containerSelected: false }, global: { plugins: [router] } });
  onTestFinished(() => page.unmount());
  return page;
}

describe('the tip to double-click a container', () => {
  it('comes with the first container that is selected, and never again after that', async () => {
    const page = show();
    expect(page.text()).toBe('');
    await page.setProps({ containerSelected: true });
    expect(page.text()).toContain(tip);
    await page.setProps({ containerSelected: false });
    await page.setProps({ containerSelected: true });
    expect(page.text()).toBe('');
    const later = show();
    await later.setProps({ containerSelected: true });
    expect(later.text()).toBe('');
  });

  it('goes when it is dismissed', async () => {
    const page = show();
    await page.setProps({ containerSelected: true });
    await page.get('button').trigger('click');
    expect(page.text()).toBe('');
  });

  it('is not for touch screens, where a tap shows the actions', async () => {
    const page = show(false);
    await page.setProps({ containerSelected: true });
    expect(page.text()).toBe('');
  });
});
