import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { ContainerPhase } from '../../../../generated/graphql.ts';
import type { Container } from '../../model/lab.ts';
import { sampleContainer, sampleNetwork, samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import type { ContainerActions } from '../composables/use-container-actions.ts';
import { labAddresses } from '../lab-addresses.ts';
import ContainerCard from './ContainerCard.vue';

const at = '2026-01-01T00:00:00.000Z';

function container(phase: ContainerPhase, reason: string | null = null): Container {
  return sampleContainer({
    name: 'web-1',
    host: { id: 'mi-1' },
    interfaces: [
      {
        name: 'eth0',
        ipv4Address: '10.0.1.10',
        ipv6Address: null,
        macAddress: '02:00:0a:00:01:0a',
        ...samplePerfectLink,
        network: { id: 'net_1', name: 'lan' },
      },
    ],
    readiness: {
      phase,
      reason,
      since: at,
      elapsedMs: 40,
      version: 1,
      phases: [
        { phase: 'PENDING', at, durationMs: 40 },
        { phase, at, durationMs: 0 },
      ],
    },
  });
}

const network = (id: string, name: string) => sampleNetwork({ id, name });

const done = { ok: true, payload: {} } as never;
const refused = (message: string): never =>
  ({ ok: false, problem: { code: 'CONFLICT', message, fields: {}, retryAfterSeconds: null } }) as never;

let card: VueWrapper | null = null;
afterEach(() => card?.unmount());

function show(one: Container, actions: Partial<ContainerActions> = {}, networks = [network('net_1', 'lan')]) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  card = mount(ContainerCard, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: {
      networks,
      container: one,
      showMac: false,
      showHost: false,
      addresses: labAddresses(() => ({ containers: [one] })),
      actions: {
        create: vi.fn(),
        power: vi.fn().mockResolvedValue(done),
        rename: vi.fn().mockResolvedValue(done),
        find: () => null,
        setGateway: vi.fn(),
        setRoutes: vi.fn(),
        setSettings: vi.fn(),
        setFiles: vi.fn(),
        remove: vi.fn().mockResolvedValue(done),
        connect: vi.fn().mockResolvedValue(done),
        draw: vi.fn(),
        disconnect: vi.fn().mockResolvedValue(done),
        setLink: vi.fn(),
        setLinks: vi.fn(),
        ...actions,
      },
    },
  });
  return card;
}
const button = (wrapper: VueWrapper, label: string) => wrapper.find(`button[aria-label="${label}"]`);

describe('a container card', () => {
  it('offers the power actions of its phase', () => {
    const ready = show(container('READY'));
    expect(button(ready, 'Stop web-1').exists()).toBe(true);
    expect(button(ready, 'Restart web-1').exists()).toBe(true);
    expect(button(ready, 'Start web-1').exists()).toBe(false);
    ready.unmount();

    const going = show(container('DELETING'));
    expect(going.findAll('button')).toHaveLength(0);
  });

  it('shows the phase and the reason of a failure', () => {
    const failed = show(container('FAILED', 'exec: "frr": executable file not found'));
    expect(failed.text()).toContain('Failed');
    expect(failed.text()).toContain('exec: "frr": executable file not found');
    expect(failed.text()).toContain('failed after 40 ms');
  });

  it('shows why a request was refused', async () => {
    const power = vi.fn().mockResolvedValue(refused('web-1 is already stopped.'));
    const ready = show(container('READY'), { power });
    await button(ready, 'Stop web-1').trigger('click');
    await eventually(() => expect(ready.get('[role=alert]').text()).toBe('web-1 is already stopped.'));
    expect(power).toHaveBeenCalledExactlyOnceWith('stop', 'ctr_1');
  });

  it('asks before it deletes, and keeps the container on Cancel', async () => {
    const remove = vi.fn().mockResolvedValue(done);
    const ready = show(container('READY'), { remove });
    await button(ready, 'Delete web-1').trigger('click');
    const dialog = await eventually(() => {
      const found = document.querySelector<HTMLElement>('[role=dialog]');
      if (!found) throw new Error('The dialog is not open.');
      return found;
    });
    expect(dialog.textContent).toContain('Its files are permanently deleted.');
    const [cancel, confirm] = [...dialog.querySelectorAll('button')];
    cancel?.click();
    await nextTick();
    expect(remove).not.toHaveBeenCalled();
    confirm?.click();
    await eventually(() => expect(remove).toHaveBeenCalledExactlyOnceWith('ctr_1'));
  });

  it('offers only networks it is not connected to, and checks the address first', async () => {
    const connect = vi.fn().mockResolvedValue(done);
    const ready = show(container('READY'), { connect }, [network('net_1', 'lan'), network('net_2', 'dmz')]);
    await button(ready, 'Connect to a network, web-1').trigger('click');
    expect(ready.findAll('option').map((option) => option.text())).toEqual(['dmz – 10.0.1.0/24']);

    await ready.get('input[name=ipv4Address]').setValue('10.9.9.9');
    await ready.get('form').trigger('submit');
    expect(ready.text()).toContain("'10.9.9.9' is outside 10.0.1.0/24");
    expect(connect).not.toHaveBeenCalled();

    await ready.get('input[name=ipv4Address]').setValue('');
    await ready.get('form').trigger('submit');
    const [[containerId, sent] = []] = connect.mock.calls;
    expect(containerId).toBe('ctr_1');
    expect(sent).toMatchObject({ networkId: 'net_2', ipv4Address: null, addressed: true });
  });

  it('connects with a chosen name and MAC address, and without an address', async () => {
    const connect = vi.fn().mockResolvedValue(done);
    const ready = show(container('READY'), { connect }, [network('net_2', 'dmz')]);
    await button(ready, 'Connect to a network, web-1').trigger('click');
    expect(ready.find('input[name=interfaceName]').exists()).toBe(false);
    ready.get('details').element.open = true;
    await ready.get('details').trigger('toggle');
    expect(ready.get('input[name=interfaceName]').attributes('placeholder')).toBe('eth1');

    await ready.get('input[name=interfaceName]').setValue('eth0');
    await ready.get('input[name=macAddress]').setValue('01:00:00:00:00:01');
    await ready.get('form').trigger('submit');
    expect(ready.text()).toContain("has the name 'eth0'");
    expect(ready.text()).toContain('is a multicast address');
    expect(connect).not.toHaveBeenCalled();

    await ready.get('input[name=interfaceName]').setValue('swp1');
    await ready.get('input[name=macAddress]').setValue('02:00:00:00:00:01');
    await ready.get('input[type=checkbox]').setValue(true);
    expect(ready.get('input[name=ipv4Address]').attributes('disabled')).toBeDefined();
    await ready.get('form').trigger('submit');
    expect(connect).toHaveBeenCalledExactlyOnceWith('ctr_1', {
      networkId: 'net_2',
      ipv4Address: null,
      ipv6Address: null,
      macAddress: '02:00:00:00:00:01',
      interfaceName: 'swp1',
      addressed: false,
    });
  });

  it('shows every address of an interface, and says when there is none', () => {
    const one = container('READY');
    const [link] = one.interfaces;
    if (!link) throw new Error('The container has no interface.');
    const interfaces = [
      { ...link, ipv6Address: 'fd00::10' },
      { ...link, name: 'swp1', ipv4Address: null, network: { id: 'net_3', name: 'wire' } },
    ];
    const rows = show({ ...one, interfaces })
      .findAll('tbody tr')
      .map((row) => row.text());
    expect(rows[0]).toContain('10.0.1.10');
    expect(rows[0]).toContain('fd00::10');
    expect(rows[1]).toContain('swp1');
    expect(rows[1]).toContain('No address');
  });

  it('shows its host in a multi-host lab', async () => {
    const ready = show(container('READY'));
    expect(ready.text()).not.toContain('mi-1');
    await ready.setProps({ showHost: true });
    expect(ready.text()).toContain('on mi-1');
  });

  it('shows MAC addresses on request', async () => {
    const ready = show(container('READY'));
    expect(ready.text()).not.toContain('02:00:0a:00:01:0a');
    await ready.setProps({ showMac: true });
    expect(ready.text()).toContain('02:00:0a:00:01:0a');
  });
});
