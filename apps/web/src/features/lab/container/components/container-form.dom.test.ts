import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import { eventually } from '@pineapple/test-kit/waiting';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey, type ApiClient } from '../../../../client/api-client.ts';
import type { Lab } from '../../model/lab.ts';
import { sampleNetwork } from '../../model/testing/sample-nodes.ts';
import { labAddresses } from '../lab-addresses.ts';
import ContainerForm from './ContainerForm.vue';

const lab = {
  containers: [],
  networks: [
    sampleNetwork({ id: 'net_core', name: 'core', ipv6Subnet: 'fd00::/64' }),
    sampleNetwork({ id: 'net_wire', name: 'wire', ipv4Subnet: null }),
  ],
} as unknown as Lab;
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const api = {
  watch: () => ({ data: ref(undefined), loading: ref(false), fault: ref(null), refetch: vi.fn() }),
} as unknown as ApiClient;

let form: VueWrapper | null = null;
afterEach(() => form?.unmount());

function show(create = vi.fn().mockResolvedValue({ ok: true, payload: { container: { name: 'host-1' } } })) {
  const wrapper = mount(ContainerForm, {
    attachTo: document.body,
    global: { plugins: [router], provide: { [apiClientKey as symbol]: api } },
    props: { lab, addresses: labAddresses(() => lab), create },
  });
  form = wrapper;
  const field = (name: string) => wrapper.find<HTMLInputElement>(`input[name="${name}"]`);
  return {
    wrapper,
    create,
    field,
    attach: async (...indexes: number[]) => {
      const boxes = wrapper.findAll('li input[type=checkbox]');
      for (const index of indexes) await boxes[index]?.setValue(true);
    },
    submit: () => wrapper.get('form').trigger('submit'),
    async openMore() {
      wrapper.get('details').element.open = true;
      await wrapper.get('details').trigger('toggle');
    },
    async addSysctl(name: string, value: string) {
      await wrapper.get('button[data-add]').trigger('click');
      const index = wrapper.findAll('input[data-sysctl]').length - 1;
      await field(`config.sysctls.${index}.name`).setValue(name);
      await field(`config.sysctls.${index}.value`).setValue(value);
    },
  };
}

describe('the form of a new container', () => {
  it('asks for one address of each subnet, and sends no configuration unless it is given', async () => {
    const { create, field, attach, submit } = show();
    await attach(0, 1);
    expect(field('networks.0.ipv4Address').attributes('placeholder')).toBe('10.0.1.10');
    expect(field('networks.0.ipv6Address').attributes('placeholder')).toBe('fd00::10');
    expect(field('networks.1.ipv4Address').exists()).toBe(false);
    expect(field('config.defaultGateway').exists()).toBe(false);
    await submit();
    const automatic = { ipv4Address: null, ipv6Address: null, macAddress: null, interfaceName: null };
    expect(create).toHaveBeenCalledExactlyOnceWith({
      name: 'host-1',
      image: 'host',
      networks: [
        { networkId: 'net_core', ...automatic, addressed: true },
        { networkId: 'net_wire', ...automatic, addressed: true },
      ],
      config: null,
    });
  });

  it('sends the settings that a container has later too, and says which are wrong', async () => {
    const { wrapper, create, openMore, submit } = show();
    await openMore();
    const text = (name: string) => wrapper.get(`textarea[name="config.${name}"]`);
    await text('memoryMb').setValue('much');
    await text('waitFor').setValue('db');
    await submit();
    expect(create).not.toHaveBeenCalled();
    expect(wrapper.text()).toContain('Write a number of MB such as 256.');
    expect(wrapper.text()).toContain("the lab has no container 'db'.");
    await text('memoryMb').setValue('256');
    await text('waitFor').setValue('');
    await text('onStop').setValue('sync');
    await text('ports').setValue('80 Web page');
    await submit();
    expect(create).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        config: {
          ...{ defaultGateway: null, sysctls: [], routes: [] },
          ...{ onStop: ['sync'], memoryMb: 256, ports: [{ port: 80, name: 'Web page' }] },
        },
      }),
    );
  });

  it('sends names, addresses, sysctls and routes, without empty rows', async () => {
    const { wrapper, create, field, attach, openMore, addSysctl, submit } = show();
    await attach(0);
    await field('networks.0.ipv6Address').setValue('FD00::A');
    await openMore();
    await field('networks.0.interfaceName').setValue('swp1');
    await field('networks.0.macAddress').setValue('02:00:00:00:00:0a');
    await field('config.defaultGateway').setValue('10.0.1.1');
    await wrapper.get('textarea[name="config.routes"]').setValue('10.0.9.0/24 via 10.0.1.2\n');
    await addSysctl('', '');
    await addSysctl('net.ipv4.ip_forward', '1');
    await submit();
    expect(create.mock.calls[0]?.[0]).toMatchObject({
      networks: [{ interfaceName: 'swp1', macAddress: '02:00:00:00:00:0a', ipv6Address: 'FD00::A' }],
      config: {
        defaultGateway: '10.0.1.1',
        sysctls: [{ name: 'net.ipv4.ip_forward', value: '1' }],
        routes: [{ destination: '10.0.9.0/24', gateway: '10.0.1.2' }],
      },
    });
  });

  it('refuses one name for two interfaces, and a gateway that is no IPv4 address', async () => {
    const { create, field, attach, openMore, submit } = show();
    await attach(0, 1);
    await openMore();
    await field('networks.0.interfaceName').setValue('swp1');
    await field('networks.1.interfaceName').setValue('swp1');
    await field('config.defaultGateway').setValue('fd00::1');
    await submit();
    for (const name of ['networks.0.interfaceName', 'networks.1.interfaceName', 'config.defaultGateway']) {
      expect(field(name).attributes('aria-invalid')).toBe('true');
    }
    expect(create).not.toHaveBeenCalled();
  });

  it('opens the fields below More to show an error of the API at its field', async () => {
    const create = vi.fn().mockResolvedValue({
      ok: false,
      problem: {
        code: 'VALIDATION',
        message: 'Summary',
        fields: { 'config.sysctls.0.name': "'kernel.hostname' is not below 'net.'" },
        retryAfterSeconds: null,
      },
    });
    const { wrapper, field, openMore, addSysctl, submit } = show(create);
    await openMore();
    await addSysctl('kernel.hostname', 'x');
    wrapper.get('details').element.open = false;
    await wrapper.get('details').trigger('toggle');
    await submit();
    await eventually(() => expect(field('config.sysctls.0.name').attributes('aria-invalid')).toBe('true'));
    expect(document.activeElement).toBe(field('config.sysctls.0.name').element);
    expect(wrapper.find('[role=alert] p').exists()).toBe(false);

    await wrapper.get('button[aria-label="Remove sysctl 1"]').trigger('click');
    await addSysctl('net.ipv4.ip_forward', '1');
    expect(field('config.sysctls.0.name').attributes('aria-invalid')).toBe('false');
  });
});
