import { mount, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Network } from '../../model/lab.ts';
import { sampleNetwork } from '../../model/testing/sample-nodes.ts';
import type { NetworkActions } from '../use-network-actions.ts';
import NetworkRow from './NetworkRow.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });

function show(actions: Partial<NetworkActions>, part: Partial<Network> = {}): VueWrapper {
  const none = vi.fn();
  return mount(NetworkRow, {
    global: { plugins: [router] },
    props: {
      network: sampleNetwork(part),
      attached: [],
      actions: { rename: none, setInternet: none, setMtu: none, remove: none, ...actions },
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
    await eventually(() => expect(row.get('[role=alert]').text()).toBe(message));
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
    await eventually(() => expect(row.get('[role=alert]').text()).toBe(message));
    expect(setInternet).toHaveBeenCalledExactlyOnceWith('net_1', true);
  });

  it.each([
    [{ ipv4Subnet: '10.0.1.0/24', ipv6Subnet: 'fd00::/64' }, '10.0.1.0/24, fd00::/64', true],
    [{ ipv4Subnet: null, ipv6Subnet: 'fd00::/64' }, 'fd00::/64', false],
    [{ ipv4Subnet: '195.11.14.0/24' }, '195.11.14.0/24', false],
    [{ ipv4Subnet: null }, 'plain', false],
  ])(
    'shows the subnets of %j, and offers internet access only where it is possible',
    (part, text, offers) => {
      const row = show({}, part);
      expect(row.text()).toContain(text);
      expect(row.find('button[aria-label="Internet access for lan"]').exists()).toBe(offers);
    },
  );

  it('changes the MTU, and refuses one that IPv6 can’t have', async () => {
    const setMtu = vi.fn().mockResolvedValue({ ok: true, payload: {} });
    const row = show({ setMtu }, { ipv6Subnet: 'fd00::/64', mtu: 9000 });
    await row.get('button[aria-label="MTU 9000, change the MTU of lan"]').trigger('click');
    await row.get('input[name=mtu]').setValue('1000');
    await row.get('form').trigger('submit');
    expect(row.text()).toContain('IPv6 needs at least 1280');
    expect(setMtu).not.toHaveBeenCalled();
    await row.get('input[name=mtu]').setValue('1400');
    await row.get('form').trigger('submit');
    await eventually(() => expect(row.find('form').exists()).toBe(false));
    expect(setMtu).toHaveBeenCalledExactlyOnceWith('net_1', 1400);
  });
});
