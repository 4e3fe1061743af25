import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import TextField from './TextField.vue';

function form() {
  const blurred = vi.fn();
  const field = () => h(TextField, { modelValue: '', label: 'Name', name: 'name', onBlur: blurred });
  const page = defineComponent(() => () => [
    h('form', [field(), h('input', { id: 'next' }), h('button', { type: 'submit' }, 'Create')]),
    h('button', { id: 'outside', type: 'button' }, 'Elsewhere'),
  ]);
  const wrapper = mount(page, { attachTo: document.body });
  const leaveFor = (selector: string): Promise<void> =>
    wrapper.get('input[name="name"]').trigger('blur', { relatedTarget: wrapper.get(selector).element });
  return { blurred, leaveFor };
}

it('emits blur when the focus moves to another field or out of the form', async () => {
  const { blurred, leaveFor } = form();
  await leaveFor('#next');
  await leaveFor('#outside');
  expect(blurred).toHaveBeenCalledTimes(2);
});

it('emits no blur when a button of its form is clicked', async () => {
  const { blurred, leaveFor } = form();
  await leaveFor('button[type=submit]');
  expect(blurred).not.toHaveBeenCalled();
});
