import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import CreateLabForm from './CreateLabForm.vue';

let form: VueWrapper | null = null;
afterEach(() => form?.unmount());

function show(canSpread: boolean) {
  const create = vi.fn().mockResolvedValue({ ok: true, payload: { lab: { id: 'lab_1' } } });
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const wrapper = mount(CreateLabForm, { global: { plugins: [router] }, props: { create, canSpread } });
  form = wrapper;
  return { wrapper, create };
}

it('offers to spread a lab over several hosts only when the site has several', async () => {
  const alone = show(false);
  expect(alone.wrapper.find('input[type=checkbox]').exists()).toBe(false);
  alone.wrapper.unmount();

  const { wrapper, create } = show(true);
  await wrapper.get('input[name=name]').setValue('wide');
  await wrapper.get('input[type=checkbox]').setValue(true);
  await wrapper.get('form').trigger('submit');
  expect(create).toHaveBeenCalledExactlyOnceWith('wide', { spread: true });
});
