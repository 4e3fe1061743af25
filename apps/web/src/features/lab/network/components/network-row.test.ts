// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { NetworkActions } from '../use-network-actions.ts';
import NetworkRow from './NetworkRow.vue';

const network = {
  id: 'net_1',
  name: 'lan',
  phase: 'ACTIVE',
  reason: null,
  ipv4Subnet: '10.0.1.0/24',
  internet: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  position: null,
} as const;

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });

function show(actions: Partial<NetworkActions>): VueWrapper {
  const none = vi.fn();
  return mount(NetworkRow, {
    global: { plugins: [router] },
    props: {
      network,
      attached: [],
      actions: { rename: none, setInternet: none, remove: none, ...actions },
    },
  });
}

describe('a network row', () => {
  it('shows why the network can’t be deleted', async () => {
    const message = 'lan still has web-1 and web-2 attached; disconnect them first.';
    const remove = vi.fn().mockResolvedValue({
      ok: false,
      problem: { code: 'CONFLICT', message, fields: {}, retryAfterSeconds: null },
    });
    const row = show({ remove });
    await row.get('button[aria-label="Delete lan"]').trigger('click');
    await vi.waitFor(() => expect(row.get('[role=alert]').text()).toBe(message));
    expect(row.emitted('removed')).toBeUndefined();
  });

  it('turns internet access on, and shows why that is refused', async () => {
    const message = 'Internet access is off on this site.';
    const setInternet = vi.fn().mockResolvedValue({
      ok: false,
      problem: { code: 'FORBIDDEN', message, fields: {}, retryAfterSeconds: null },
    });
    const row = show({ setInternet });
    const toggle = row.get('button[aria-label="Internet access for lan"]');
    expect(toggle.attributes('aria-pressed')).toBe('false');
    await toggle.trigger('click');
    await vi.waitFor(() => expect(row.get('[role=alert]').text()).toBe(message));
    expect(setInternet).toHaveBeenCalledExactlyOnceWith('net_1', true);
  });
});
