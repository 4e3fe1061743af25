import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import TextEditor from './TextEditor.vue';

let shown: VueWrapper | null = null;
afterEach(() => shown?.unmount());

function show(text: string) {
  shown = mount(TextEditor, { attachTo: document.body, props: { label: 'Text', modelValue: text } });
  const area = shown.get('textarea');
  const texts = () => shown?.emitted('update:modelValue')?.map(([value]) => String(value));
  return { editor: shown, area, texts };
}

it('writes a tab, and leaves with Escape and Tab', async () => {
  const { area, texts } = show('ab');
  area.element.setSelectionRange(1, 1);
  await area.trigger('keydown', { key: 'Tab' });
  expect(texts()).toEqual(['a\tb']);
  await area.trigger('keydown', { key: 'Escape' });
  const event = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, bubbles: true });
  area.element.dispatchEvent(event);
  expect([event.defaultPrevented, texts()]).toEqual([false, ['a\tb']]);
});

it('says where the cursor is, and saves with Ctrl+S', async () => {
  const { editor, area } = show('one\ntwo');
  area.element.setSelectionRange(6, 6);
  await area.trigger('keyup');
  expect(editor.text()).toContain('Line 2, column 3');
  await area.trigger('keydown', { key: 's', ctrlKey: true });
  expect(editor.emitted('save')).toHaveLength(1);
});

it('keeps the line ends of a file', async () => {
  const { area, texts } = show('a\r\nb\r\n');
  expect(area.element.value).toBe('a\nb\n');
  await area.setValue('a\nb\nc\n');
  expect(texts()).toEqual(['a\r\nb\r\nc\r\n']);
});
