import { noImpairment } from '@pineapple/core';
import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { connectorId } from '../../canvas/map-lab.ts';
import { provideLabPower } from '../composables/use-lab-power.ts';
import type { LabEditor } from '../composables/use-lab-editor.ts';
import type { Lab } from '../../model/lab.ts';
import { samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import { defineComponent, h, ref } from 'vue';
import { apiClientKey } from '../../../../client/api-client.ts';
import type { Selection } from '../../canvas/selection.ts';
import type { PanelTask } from '../composables/use-panel.ts';
import InspectorPanel from './InspectorPanel.vue';

const lab = {
  networks: [{ id: 'net_1', name: 'lan' }],
  annotations: [],
  containers: [
    {
      ...{ id: 'ctr_1', name: 'pc', readiness: { phase: 'READY' } },
      interfaces: [
        {
          ...{ name: 'eth0', ipv4Address: '10.0.1.10', ipv6Address: null, macAddress: '02:00:00:00:00:01' },
          ...samplePerfectLink,
          network: { id: 'net_1', name: 'lan' },
        },
      ],
    },
  ],
} as unknown as Lab;

function show(of: Lab, selection: Selection, containers: object) {
  const editor = { containers } as unknown as LabEditor;
  const Page = defineComponent({
    setup() {
      provideLabPower(() => of, {} as never);
      const task = ref<PanelTask>(null);
      return () =>
        h(InspectorPanel, {
          ...{ lab: of, selection, editor, task: task.value },
          'onUpdate:task': (next: PanelTask) => (task.value = next),
        });
    },
  });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const api = { watch: () => ({ data: ref(undefined) }) };
  return mount(Page, { global: { plugins: [router], provide: { [apiClientKey as symbol]: api } } });
}

it('names the ends of the selected wire, and takes its link down', async () => {
  const setLink = vi.fn().mockResolvedValue({ ok: true, payload: null });
  const panel = show(lab, { nodes: [], connectors: [connectorId('ctr_1', 'net_1')] }, { setLink });
  expect(panel.get('h2').text()).toBe('pc eth0 10.0.1.10 – lan');
  expect(panel.findAll('button').map((one) => one.text())).toEqual([
    'Disconnect',
    'Link quality',
    'Take the link down',
  ]);
  await panel.findAll('button').at(-1)?.trigger('click');
  expect(setLink).toHaveBeenCalledExactlyOnceWith('ctr_1', 'net_1', { linkUp: false });
});

it('sets the quality of several links at once', async () => {
  const setLinks = vi.fn().mockResolvedValue({ ok: true, payload: null });
  const [pc] = lab.containers;
  const both = { ...lab, containers: [pc, { ...pc, id: 'ctr_2', name: 'db' }] } as Lab;
  const wires = [connectorId('ctr_1', 'net_1'), connectorId('ctr_2', 'net_1')];
  const panel = show(both, { nodes: [], connectors: wires }, { setLinks });
  expect(panel.get('section[aria-label="Links"]').text()).toContain('2 links: perfect');
  await panel
    .findAll('button')
    .find((one) => one.text() === 'Quality of all links')
    ?.trigger('click');
  const form = panel.get('form[aria-label="Quality of 2 links"]');
  await form.get('input[name="toContainer.rateKbit"]').setValue('8000');
  const burst = form.get('input[name="toContainer.rateBurstBytes"]');
  expect(burst.attributes('placeholder')).toBe('5000');
  await burst.setValue('3000');
  await form.trigger('submit');
  const links = ['ctr_1', 'ctr_2'].map((containerId) => ({ containerId, networkId: 'net_1' }));
  expect(setLinks).toHaveBeenCalledExactlyOnceWith(links, {
    ...{ linkUp: true, fromContainer: noImpairment },
    toContainer: { ...noImpairment, rateKbit: 8000, rateBurstBytes: 3000 },
  });
});
