// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
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

describe('the row of a network', () => {
  it('shows the conflict, with the containers it names, when it can’t be deleted', async () => {
    const message = 'lan still has web-1 and web-2 attached; disconnect them first.';
    const remove = vi.fn().mockResolvedValue({
      ok: false,
      problem: { code: 'CONFLICT', message, fields: {}, retryAfterSeconds: null },
    });
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
    const row = mount(NetworkRow, {
      global: { plugins: [router] },
      props: { network, attached: [], rename: vi.fn(), remove },
    });

    await row.get('button[aria-label="Delete lan"]').trigger('click');
    await vi.waitFor(() => expect(row.get('[role=alert]').text()).toBe(message));
    expect(row.emitted('removed')).toBeUndefined();
  });
});
