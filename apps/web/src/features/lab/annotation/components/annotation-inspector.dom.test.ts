import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Annotation } from '../../model/lab.ts';
import { sampleAnnotation } from '../../model/testing/sample-nodes.ts';
import AnnotationInspector from './AnnotationInspector.vue';

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
let panel: VueWrapper | null = null;
afterEach(() => panel?.unmount());

function show(part: Partial<Annotation>) {
  const update = vi.fn(async (): Promise<unknown> => ({ ok: true, payload: null }));
  const shown = mount(AnnotationInspector, {
    attachTo: document.body,
    global: { plugins: [router] },
    props: {
      annotation: sampleAnnotation(part),
      actions: { update, create: vi.fn(), remove: vi.fn() } as never,
    },
  });
  panel = shown;
  return { shown, update };
}

it('changes the colour, the shape and the size of a frame', async () => {
  const { shown, update } = show({ kind: 'RECTANGLE', text: 'DMZ', colour: 'BLUE' });
  expect(shown.get('h2').text()).toBe('Frame: DMZ');
  await shown.get('input[value=GREEN]').trigger('change');
  await shown.get('input[value=ELLIPSE]').trigger('change');
  await shown.get('input[type=number]').setValue(320);
  expect(update.mock.calls).toEqual([
    ['ann_1', { colour: 'GREEN' }],
    ['ann_1', { kind: 'ELLIPSE' }],
    ['ann_1', { width: 320 }],
  ]);
});

it('saves the text of a note when its field is left, and says why it was refused', async () => {
  const { shown, update } = show({ text: 'Hi' });
  expect(shown.find('input[value=ELLIPSE]').exists()).toBe(false);
  update.mockResolvedValueOnce({ ok: false, problem: { message: 'The text is too long.' } });
  await shown.get('textarea').setValue('Hello');
  await flushPromises();
  expect(update.mock.calls).toEqual([['ann_1', { text: 'Hello' }]]);
  expect(shown.text()).toContain('The text is too long.');
});
