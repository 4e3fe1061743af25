import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import RenameLabForm from './RenameLabForm.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
const done = { ok: true, payload: null } as const;

it('moves a lab to a folder without renaming it', async () => {
  const rename = vi.fn().mockResolvedValue(done);
  const move = vi.fn().mockResolvedValue(done);
  const form = mount(RenameLabForm, {
    global: { plugins: [router] },
    props: { name: 'ospf', folder: '', folders: ['Week 1'], rename, move },
  });
  expect(form.findAll('datalist option').map((one) => one.attributes('value'))).toEqual(['Week 1']);
  await form.get('input[name=folder]').setValue(' Week 1 ');
  await form.get('form').trigger('submit');
  await flushPromises();
  expect(move).toHaveBeenCalledExactlyOnceWith('Week 1');
  expect(rename).not.toHaveBeenCalled();
  expect(form.emitted('closed')).toHaveLength(1);
});

it('has no folder where only the name can be changed', () => {
  const form = mount(RenameLabForm, {
    global: { plugins: [router] },
    props: { name: 'ospf', rename: vi.fn() },
  });
  expect(form.find('input[name=folder]').exists()).toBe(false);
});
