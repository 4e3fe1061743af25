import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { sampleAnnotation } from '../../model/testing/sample-nodes.ts';
import type { Annotation } from '../../model/lab.ts';
import { canvasStoreKey, createCanvasStore } from '../canvas-store.ts';
import AnnotationNode from './AnnotationNode.vue';

let node: VueWrapper | null = null;
afterEach(() => node?.unmount());

async function edit(part: Partial<Annotation>) {
  const store = createCanvasStore();
  const annotation = sampleAnnotation(part);
  store.annotations.set(annotation.id, annotation);
  const shown = mount(AnnotationNode, {
    attachTo: document.body,
    global: { provide: { [canvasStoreKey as symbol]: store } },
    props: { id: annotation.id, selected: false },
  });
  node = shown;
  const name = shown.get('[data-node]').attributes('aria-label');
  store.editing.value = annotation.id;
  await nextTick();
  await nextTick();
  return { shown, store, name, field: shown.get('textarea') };
}

it('writes a note in place, in lines, and keeps it when Escape leaves it', async () => {
  const { shown, store, name, field } = await edit({ text: 'Area 0' });
  expect(name).toBe('Note, Area 0, yellow');
  expect(document.activeElement).toBe(field.element);
  await field.setValue('Area 0\nArea 1');
  await field.trigger('keydown', { key: 'Enter' });
  expect(store.editing.value).not.toBeNull();
  await field.trigger('keydown', { key: 'Escape' });
  expect(store.editing.value).toBeNull();
  await nextTick();
  expect(shown.emitted('change')).toEqual([['ann_1', { text: 'Area 0\nArea 1' }]]);
  expect(document.activeElement).toBe(shown.get('[data-node]').element);
});

it('titles a frame in one line, which Enter ends', async () => {
  const { shown, field } = await edit({ kind: 'ELLIPSE', text: '' });
  await field.setValue(' DMZ \n east ');
  await field.trigger('keydown', { key: 'Enter' });
  expect(shown.emitted('change')).toEqual([['ann_1', { text: 'DMZ east' }]]);
});

it('changes nothing when it is left as it was', async () => {
  const { shown, field } = await edit({ text: 'Area 0' });
  await field.trigger('blur');
  expect(shown.emitted('change')).toBeUndefined();
});
