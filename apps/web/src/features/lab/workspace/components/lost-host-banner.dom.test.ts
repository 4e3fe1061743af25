import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey, type ApiClient } from '../../../../client/api-client.ts';
import type { HostState, NetworkPhase } from '../../../../generated/graphql.ts';
import type { Lab } from '../../model/lab.ts';
import LostHostBanner from './LostHostBanner.vue';

const lab = (phase: NetworkPhase, revision = 1): Lab =>
  ({ id: 'lab_1', revision, containers: [], networks: [{ id: 'net_1', phase }] }) as unknown as Lab;
const mutate = vi.fn();
const query = vi.fn();
let banner: VueWrapper | null = null;
afterEach(() => {
  banner?.unmount();
  vi.resetAllMocks();
});

async function show(first: Lab, state: HostState, ...others: object[]): Promise<VueWrapper> {
  query.mockResolvedValue({
    lab: { hosts: [{ id: 'mi-1', state, reason: 'It stopped reporting.' }, ...others] },
  });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  banner = mount(LostHostBanner, {
    attachTo: document.body,
    props: { lab: first },
    global: {
      plugins: [router],
      provide: { [apiClientKey as symbol]: { query, mutate } as Partial<ApiClient> },
    },
  });
  await flushPromises();
  return banner;
}

describe('the banner of a lost host', () => {
  it('shows the reason, and recreates the lab only after a confirmation', async () => {
    const wrapper = await show(lab('LOST'), 'LOST');
    expect(wrapper.text()).toContain('It stopped reporting.');
    await wrapper.get('button').trigger('click');
    const dialog = await eventually(() => {
      const found = [...document.querySelectorAll('[role=dialog]')].find(({ textContent }) =>
        textContent.includes('Files in the containers are permanently deleted.'),
      );
      if (!found) throw new Error('The dialog is not open.');
      return found;
    });
    expect(mutate).not.toHaveBeenCalled();
    mutate.mockResolvedValueOnce({ ok: true, payload: {} });
    [...dialog.querySelectorAll('button')].at(-1)?.click();
    await flushPromises();
    expect(mutate).toHaveBeenCalledExactlyOnceWith(expect.anything(), { input: { labId: 'lab_1' } });
  });

  it('is hidden once the lab has moved, even before everything is ready', async () => {
    const wrapper = await show(lab('LOST'), 'LOST');
    query.mockResolvedValue({ lab: { hosts: [{ id: 'mi-2', state: 'READY', reason: null }] } });
    await wrapper.setProps({ lab: lab('LOST', 2) });
    await flushPromises();
    expect(wrapper.text()).toBe('');
  });

  it('says that one of several hosts is lost', async () => {
    const wrapper = await show(lab('LOST'), 'LOST', { id: 'mi-2', state: 'READY', reason: null });
    expect(wrapper.text()).toContain('One of this lab’s hosts is lost. It stopped reporting.');
    expect(wrapper.text()).toContain('everything on it');
    expect(wrapper.get('button').text()).toBe('Recreate on other hosts');
  });

  it('is hidden when only Docker is down, and sends no request while nothing is lost', async () => {
    expect((await show(lab('LOST'), 'DOCKER_DOWN')).text()).toBe('');
    banner?.unmount();
    query.mockClear();
    expect((await show(lab('ACTIVE'), 'LOST')).text()).toBe('');
    expect(query).not.toHaveBeenCalled();
  });
});
