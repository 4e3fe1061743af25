// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import TextField from './TextField.vue';

function form() {
  const left = vi.fn();
  const field = () => h(TextField, { modelValue: '', label: 'Name', name: 'name', onBlur: left });
  const page = defineComponent(() => () => [
    h('form', [field(), h('input', { id: 'next' }), h('button', { type: 'submit' }, 'Create')]),
    h('button', { id: 'outside', type: 'button' }, 'Elsewhere'),
  ]);
  const wrapper = mount(page, { attachTo: document.body });
  const leaveFor = (selector: string): Promise<void> =>
    wrapper.get('input[name="name"]').trigger('blur', { relatedTarget: wrapper.get(selector).element });
  return { left, leaveFor };
}

it('tells that it was left for another field, or for something outside of its form', async () => {
  const { left, leaveFor } = form();
  await leaveFor('#next');
  await leaveFor('#outside');
  expect(left).toHaveBeenCalledTimes(2);
});

it('leaves a button of its form where it is while it is pressed', async () => {
  const { left, leaveFor } = form();
  await leaveFor('button[type=submit]');
  expect(left).not.toHaveBeenCalled();
});
