import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { containerRoute } from '../../../../ui/page/navigation.ts';
import { useLinkedContainer } from './use-linked-container.ts';

async function openLab(path: string): Promise<{ router: Router; shown: string[] }> {
  const shown: string[] = [];
  const page = defineComponent({
    setup() {
      useLinkedContainer(
        'lab_1',
        (id) => id === 'ctr_1' || id === 'ctr_2',
        (id) => shown.push(id),
      );
      return () => null;
    },
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/labs/:labId', name: 'lab', component: page }],
  });
  await router.push(path);
  mount(page, { global: { plugins: [router] } });
  await flushPromises();
  return { router, shown };
}

it('shows the container that the URL names, and keeps the rest of the URL', async () => {
  const { router, shown } = await openLab('/labs/lab_1?view=table&container=ctr_1');
  expect(shown).toEqual(['ctr_1']);
  expect(router.currentRoute.value.fullPath).toBe('/labs/lab_1?view=table');
});

it('shows a container again, and another one, when linked on the page itself', async () => {
  const { router, shown } = await openLab('/labs/lab_1?container=ctr_1');
  for (const id of ['ctr_1', 'ctr_2']) {
    await router.push(containerRoute('lab_1', id));
    await flushPromises();
  }
  expect(shown).toEqual(['ctr_1', 'ctr_1', 'ctr_2']);
});

it('ignores a container that is not in the lab', async () => {
  const { router, shown } = await openLab('/labs/lab_1?container=ctr_gone&container=ctr_1');
  await router.push('/labs/lab_1?container=ctr_gone');
  await flushPromises();
  expect(shown).toEqual([]);
  expect(router.currentRoute.value.fullPath).toBe('/labs/lab_1');
});

it('leaves a link to another lab for that lab', async () => {
  const { router, shown } = await openLab('/labs/lab_1');
  await router.push(containerRoute('lab_2', 'ctr_1'));
  await flushPromises();
  expect(shown).toEqual([]);
  expect(router.currentRoute.value.query).toEqual({ container: 'ctr_1' });
});
