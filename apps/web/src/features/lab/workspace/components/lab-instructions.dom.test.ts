import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey } from '../../../../client/api-client.ts';
import type { Lab } from '../../model/lab.ts';
import LabInstructions from './LabInstructions.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const mutate = vi.fn();
let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

function show(instructions: string | null): VueWrapper {
  shown = mount(LabInstructions, {
    attachTo: document.body,
    global: { plugins: [router], provide: { [apiClientKey as symbol]: { mutate } } },
    props: { lab: { id: 'lab_1', instructions } as Lab },
  });
  return shown;
}

it('shows text, and commands that can be copied', () => {
  const wrapper = show('In host-1:\n$ ping host-2');
  expect(wrapper.findAll('p').map((one) => one.text())).toEqual(['In host-1:', 'ping host-2']);
  expect(wrapper.find('[aria-label="Copy ping host-2"]').exists()).toBe(true);
});

it('changes them, and stays open with what is wrong', async () => {
  const wrapper = show(null);
  await wrapper.get('[aria-label="Add instructions"]').trigger('click');
  await wrapper.get('textarea').setValue('$ ip route');
  const problem = { code: 'VALIDATION', message: '', fields: { instructions: 'Too long.' } };
  mutate.mockResolvedValueOnce({ ok: false, problem: { ...problem, retryAfterSeconds: null } });
  await wrapper.get('form').trigger('submit');
  await flushPromises();
  expect(wrapper.get('[role=alert]').text()).toBe('Too long.');
  mutate.mockResolvedValueOnce({ ok: true, payload: {} });
  await wrapper.get('form').trigger('submit');
  await flushPromises();
  expect(mutate).toHaveBeenLastCalledWith(expect.anything(), {
    input: { labId: 'lab_1', instructions: '$ ip route' },
  });
  expect(wrapper.find('form').exists()).toBe(false);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Add instructions');
});
