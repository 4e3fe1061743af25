import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { sampleContainer } from '../../model/testing/sample-nodes.ts';
import RoutesEditor from './RoutesEditor.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
let editor: VueWrapper | null = null;
afterEach(() => editor?.unmount());

it('saves routes by lines, and shows a refusal at its line', async () => {
  const save = vi.fn(async (): Promise<unknown> => ({ ok: true, payload: null }));
  const refusal = {
    code: 'VALIDATION',
    message: 'No.',
    fields: { 'routes.0.gateway': 'It is out of reach.' },
  };
  save.mockResolvedValueOnce({ ok: false, problem: refusal });
  const shown = mount(RoutesEditor, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: { container: sampleContainer(), save: save as never },
  });
  editor = shown;
  const field = shown.get('textarea');
  expect(document.activeElement).toBe(field.element);
  await field.setValue('10.0.9.0');
  await shown.get('form').trigger('submit');
  expect(shown.text()).toContain('Line 1 is no route');
  expect(save).not.toHaveBeenCalled();
  await field.setValue('10.0.9.0/24 via 10.0.7.1');
  await shown.get('form').trigger('submit');
  await flushPromises();
  expect(shown.text()).toContain('Line 1: It is out of reach.');
  await shown.get('form').trigger('submit');
  await flushPromises();
  expect(save).toHaveBeenLastCalledWith('ctr_1', [{ destination: '10.0.9.0/24', gateway: '10.0.7.1' }]);
  expect(shown.emitted('closed')).toHaveLength(1);
});
