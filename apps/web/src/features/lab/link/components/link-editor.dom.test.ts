import { noImpairment } from '@pineapple/core';
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey } from '../../../../client/api-client.ts';
import { sampleContainer, samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import LinkEditor from './LinkEditor.vue';

const link = {
  ...{ name: 'eth0', ipv4Address: '10.0.1.10', ipv6Address: null, macAddress: '02:00:00:00:00:01' },
  ...samplePerfectLink,
  network: { id: 'net_1', name: 'lan' },
};
const container = sampleContainer({ interfaces: [link] });
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const save = vi.fn();
beforeEach(() => save.mockReset().mockResolvedValue({ ok: true, payload: null }));

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

function show(linkLimits: readonly object[] = [], change: object = {}): VueWrapper {
  const data = ref({ node: { __typename: 'Container', id: 'ctr_1', host: { id: 'mi-1', linkLimits } } });
  const api = { watch: () => ({ data }) };
  shown = mount(LinkEditor, {
    attachTo: document.body,
    global: { plugins: [router], provide: { [apiClientKey as symbol]: api } },
    props: { container, link: { ...link, ...change }, save },
  });
  return shown;
}
const field = (form: VueWrapper, name: string) => form.get<HTMLInputElement>(`input[name="${name}"]`);

it('fills in a preset, and saves both directions', async () => {
  const form = show();
  expect(document.activeElement).toBe(form.get('select').element);
  await form.get('select').setValue('dsl');
  expect(field(form, 'toContainer.rateKbit').element.value).toBe('16000');
  await field(form, 'fromContainer.lossPercent').setValue('0,5');
  await form.get('select[name="fromContainer.jitterDistribution"]').setValue('PARETO');
  // It is no preset any more.
  expect(form.get('select').element.value).toBe('');
  await form.get('form').trigger('submit');
  expect(save).toHaveBeenCalledExactlyOnceWith('ctr_1', 'net_1', {
    linkUp: true,
    toContainer: { ...noImpairment, delayMs: 10, jitterMs: 2, rateKbit: 16_000 },
    fromContainer: {
      ...{ ...noImpairment, delayMs: 10, jitterMs: 2, jitterDistribution: 'PARETO' },
      ...{ lossPercent: 0.5, rateKbit: 1000 },
    },
  });
  await expect.poll(() => form.emitted('closed')).toHaveLength(1);
});

it('says what is wrong at its field, and sends nothing', async () => {
  const form = show();
  await field(form, 'toContainer.lossPercent').setValue('200');
  await form.get('form').trigger('submit');
  expect(form.text()).toContain('The loss is 200 %. Give 0 to 100 %.');
  expect(save).not.toHaveBeenCalled();
});

it('shows what the host can’t do before it is chosen', () => {
  const form = show([{ impairment: 'DELAY', direction: 'FROM_CONTAINER', lacks: 'netem' }]);
  expect(form.text()).toContain('no delay from the container, because its kernel lacks netem');
  expect(field(form, 'fromContainer.delayMs').element.disabled).toBe(true);
  expect(field(form, 'toContainer.delayMs').element.disabled).toBe(false);
  const options = form.findAll('option').filter((one) => one.element.disabled);
  expect(options.map((one) => one.text())).toContain('Satellite (not on this host)');
});

it('takes a link down', async () => {
  const form = show([], { linkUp: true });
  await form.get('input[type="checkbox"]').setValue(false);
  await form.get('form').trigger('submit');
  expect(save).toHaveBeenCalledExactlyOnceWith('ctr_1', 'net_1', {
    linkUp: false,
    toContainer: noImpairment,
    fromContainer: noImpairment,
  });
});
