import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { sampleNetwork } from '../../model/testing/sample-nodes.ts';
import NetworkForm from './NetworkForm.vue';

const lan = sampleNetwork({ ipv6Subnet: 'fd00:0:0:1::/64' });
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });

let form: VueWrapper | null = null;
afterEach(() => form?.unmount());

function show(create = vi.fn().mockResolvedValue({ ok: true, payload: { network: lan } })) {
  const wrapper = mount(NetworkForm, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: { networks: [lan], create },
  });
  form = wrapper;
  const field = (name: string) => wrapper.find<HTMLInputElement>(`input[name="${name}"]`);
  return {
    create,
    field,
    text: () => wrapper.text(),
    choose: (kind: string) => wrapper.get('select').setValue(kind),
    submit: () => wrapper.get('form').trigger('submit'),
    async openMore() {
      wrapper.get('details').element.open = true;
      await wrapper.get('details').trigger('toggle');
    },
  };
}

describe('the form of a new network', () => {
  it('asks for a name only, and leaves the subnet to the API', async () => {
    const { create, field, submit } = show();
    expect(field('ipv4Subnet').attributes('placeholder')).toBe('10.0.2.0/24');
    expect(field('ipv6Subnet').exists()).toBe(false);
    expect(field('mtu').exists()).toBe(false);
    await submit();
    expect(create).toHaveBeenCalledExactlyOnceWith({
      name: 'net-1',
      ipv4Subnet: null,
      ipv6Subnet: null,
      plain: false,
      internet: false,
      mtu: 1500,
    });
  });

  it.each([
    ['ipv6', { ipv4Subnet: null, ipv6Subnet: 'fd00:0:0:2::/64', plain: false }],
    ['both', { ipv4Subnet: '10.0.2.0/24', ipv6Subnet: 'fd00:0:0:2::/64', plain: false }],
    ['plain', { ipv4Subnet: null, ipv6Subnet: null, plain: true }],
  ])('names the suggested subnets for %s', async (kind, expected) => {
    const { create, choose, submit } = show();
    await choose(kind);
    await submit();
    expect(create.mock.calls[0]?.[0]).toMatchObject(expected);
  });

  it('offers internet access only with IPv4, and says why a public subnet can’t have it', async () => {
    const { create, choose, field, submit, text } = show();
    const internet = () => form?.find('input[type=checkbox]');
    await internet()?.setValue(true);
    await field('ipv4Subnet').setValue('195.11.14.0/24');
    expect(text()).toContain('Needs a private IPv4 subnet, and 195.11.14.0/24 is not one.');
    await submit();
    expect(field('ipv4Subnet').attributes('aria-invalid')).toBe('true');
    expect(create).not.toHaveBeenCalled();

    await choose('ipv6');
    expect(internet()?.exists()).toBe(false);
    await submit();
    expect(create.mock.calls[0]?.[0]).toMatchObject({ internet: false });
  });

  it('checks subnets, overlaps and the MTU, and opens the fields below More for an error', async () => {
    const { create, choose, field, openMore, submit, text } = show();
    await choose('both');
    await openMore();
    await field('mtu').setValue('1000');
    (form?.get('details').element as HTMLDetailsElement).open = false;
    await form?.get('details').trigger('toggle');
    await field('ipv4Subnet').setValue('10.0.0.0/16');
    await field('ipv6Subnet').setValue('FD00:0:0:1:8000::/65');
    await submit();
    expect(text()).toContain("10.0.0.0/16 overlaps 10.0.1.0/24 of network 'lan'.");
    expect(text()).toContain("fd00:0:0:1:8000::/65 overlaps fd00:0:0:1::/64 of network 'lan'.");
    expect(text()).toContain('IPv6 needs at least 1280');
    expect(field('mtu').attributes('aria-invalid')).toBe('true');
    expect(create).not.toHaveBeenCalled();
  });

  it('shows an error of the API at the field that it names, and a clash of others above the form', async () => {
    const refused = (part: object) => ({
      ok: false,
      problem: { fields: {}, retryAfterSeconds: null, ...part },
    });
    const create = vi
      .fn()
      .mockResolvedValueOnce(
        refused({ code: 'VALIDATION', message: 'Summary', fields: { mtu: 'Too large.' } }),
      )
      .mockResolvedValueOnce(refused({ code: 'CONFLICT', message: "10.0.9.0/24 overlaps one of 'dmz'." }))
      .mockResolvedValueOnce(
        refused({ code: 'CONFLICT', message: "The lab already has a network 'net-1'." }),
      );
    const { field, submit, text } = show(create);
    await submit();
    await flushPromises();
    expect(field('mtu').attributes('aria-invalid')).toBe('true');
    expect(text()).toContain('Too large.');
    await submit();
    await flushPromises();
    expect(form?.get('[role=alert] p').text()).toContain('overlaps');
    expect(field('name').attributes('aria-invalid')).toBe('false');
    await submit();
    await flushPromises();
    expect(field('name').attributes('aria-invalid')).toBe('true');
  });
});
