import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Container, Lab } from '../../model/lab.ts';
import { samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import { ospfCommands } from '../ospf-commands.ts';
import GatewayEditor from './GatewayEditor.vue';

const link = (ipv4Address: string | null, name = 'eth0') => ({
  name,
  ipv4Address,
  ipv6Address: null,
  macAddress: null,
  ...samplePerfectLink,
  network: { id: 'net_1', name: 'lan' },
});
const node = (name: string, image: string, address: string, more: Partial<Container> = {}) =>
  ({
    id: name,
    name,
    image: { name: image },
    config: null,
    interfaces: [link(address)],
    ...more,
  }) as unknown as Container;
const host = node('pc', 'host', '10.0.1.10', { gatewayChoice: 'AUTOMATIC', defaultGateway: '10.0.1.1' });
const lab = {
  containers: [host, node('r1', 'router', '10.0.1.1'), node('web', 'web', '10.0.1.9')],
} as unknown as Lab;
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const save = vi.fn().mockResolvedValue({ ok: true, payload: null });

let editor: VueWrapper | null = null;
afterEach(() => editor?.unmount());
function show(container: Container): VueWrapper {
  editor = mount(GatewayEditor, { global: { plugins: [router] }, props: { lab, container, save } });
  return editor;
}

it('offers the routers on the networks of a container', async () => {
  const shown = show(host);
  expect(shown.findAll('option').map((one) => one.text())).toEqual([
    'Automatic',
    '10.0.1.1 (r1)',
    'Another address…',
    'None',
  ]);
  await shown.get('select').setValue('NONE');
  await shown.get('form').trigger('submit');
  expect(save).toHaveBeenLastCalledWith('pc', 'NONE', null);
  await eventually(() => expect(shown.emitted('closed')).toHaveLength(1));
});

it('takes another address, and says what is wrong with one', async () => {
  save.mockClear();
  const shown = show({ ...host, gatewayChoice: 'MANUAL', defaultGateway: '10.0.1.77' });
  await shown.get('input').setValue('10.0.1');
  await shown.get('form').trigger('submit');
  expect(shown.text()).toContain('Give an IPv4 address');
  expect(save).not.toHaveBeenCalled();
  await shown.get('input').setValue('10.0.1.78 ');
  await shown.get('form').trigger('submit');
  expect(save).toHaveBeenLastCalledWith('pc', 'MANUAL', '10.0.1.78');
});

it('names the interfaces of a router in the commands for OSPF', () => {
  const interfaces = [link('10.0.1.1'), link(null, 'eth1'), link('10.0.2.1', 'swp2')];
  expect(ospfCommands({ interfaces })).toBe(
    [
      ...['vtysh', 'configure terminal', 'interface eth0', ' ip ospf area 0', 'interface swp2'],
      ...[' ip ospf area 0', 'end', 'write memory', 'show ip ospf neighbor'],
    ].join('\n'),
  );
});
