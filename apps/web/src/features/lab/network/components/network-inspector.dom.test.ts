import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Lab, Network } from '../../model/lab.ts';
import { sampleNetwork } from '../../model/testing/sample-nodes.ts';
import type { NetworkActions } from '../use-network-actions.ts';
import NetworkInspector from './NetworkInspector.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });

let panel: VueWrapper | null = null;
afterEach(() => panel?.unmount());

function show(part: Partial<Network>, link: object = {}, actions: Partial<NetworkActions> = {}): VueWrapper {
  const interfaces = [{ network: { id: 'net_1' }, ipv4Address: null, ipv6Address: null, ...link }];
  panel = mount(NetworkInspector, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: {
      lab: { containers: [{ id: 'ctr_1', name: 'leaf', interfaces }] } as unknown as Lab,
      network: sampleNetwork(part),
      actions: actions as NetworkActions,
      disconnect: vi.fn(),
      task: null,
    },
  });
  return panel;
}
const facts = (wrapper: VueWrapper): string[] => wrapper.findAll('dl > *').map((one) => one.text());

describe('the inspector of a network', () => {
  it('shows both subnets, the MTU, and both addresses of a container', () => {
    const shown = show(
      { ipv6Subnet: 'fd00::/64', mtu: 9000 },
      { ipv4Address: '10.0.1.10', ipv6Address: 'fd00::10' },
    );
    expect(facts(shown)).toEqual(['IPv4 subnet', '10.0.1.0/24', 'IPv6 subnet', 'fd00::/64', 'MTU', '9000']);
    expect(shown.get('ul').text()).toContain('10.0.1.10');
    expect(shown.get('ul').text()).toContain('fd00::10');
  });

  it('shows a plain network, a container without an address on it, and why it has no internet access', () => {
    const shown = show({ ipv4Subnet: null });
    expect(facts(shown)).toEqual(['Addressing', 'Plain (layer 2 only)', 'MTU', '1500']);
    expect(shown.get('ul').text()).toContain('No address');
    expect(shown.text()).toContain('Needs an IPv4 subnet.');
    expect(shown.get('input[type=checkbox]').attributes('disabled')).toBeDefined();
  });

  it('shows why a new MTU was refused, and gives the focus back after Escape', async () => {
    const setMtu = vi.fn().mockResolvedValue({
      ok: false,
      problem: {
        code: 'VALIDATION',
        message: 'Summary',
        fields: { mtu: 'Too large here.' },
        retryAfterSeconds: null,
      },
    });
    const shown = show({}, {}, { setMtu });
    await shown.get('button[aria-label="Change the MTU of lan"]').trigger('click');
    await shown.get('input[name=mtu]').setValue('9500');
    await shown.get('form').trigger('submit');
    await eventually(() => expect(shown.get('form').text()).toContain('Too large here.'));
    expect(setMtu).toHaveBeenCalledExactlyOnceWith('net_1', 9500);
    await shown.get('form').trigger('keydown', { key: 'Escape' });
    await eventually(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Change the MTU of lan'),
    );
  });
});
