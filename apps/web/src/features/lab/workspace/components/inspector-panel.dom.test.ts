import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { connectorId } from '../../canvas/map-lab.ts';
import { provideLabPower } from '../composables/use-lab-power.ts';
import type { LabEditor } from '../composables/use-lab-editor.ts';
import type { Lab } from '../../model/lab.ts';
import { samplePerfectLink } from '../../model/testing/sample-nodes.ts';
import { defineComponent, h } from 'vue';
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

it('names the ends of the selected wire, and takes its link down', async () => {
  const setLink = vi.fn().mockResolvedValue({ ok: true, payload: null });
  const editor = { containers: { setLink } } as unknown as LabEditor;
  const selection = { nodes: [], connectors: [connectorId('ctr_1', 'net_1')] };
  const Page = defineComponent({
    setup() {
      provideLabPower(() => lab, {} as never);
      return () => h(InspectorPanel, { lab, selection, editor, task: null });
    },
  });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const panel = mount(Page, { global: { plugins: [router] } });
  expect(panel.get('h2').text()).toBe('pc eth0 10.0.1.10 – lan');
  expect(panel.findAll('button').map((one) => one.text())).toEqual([
    'Disconnect',
    'Link quality',
    'Take the link down',
  ]);
  await panel.findAll('button').at(-1)?.trigger('click');
  expect(setLink).toHaveBeenCalledExactlyOnceWith('ctr_1', 'net_1', { linkUp: false });
});
