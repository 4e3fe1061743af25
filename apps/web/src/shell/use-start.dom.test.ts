import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { useStart } from './use-start.ts';

const scope = effectScope();
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

it('opens the first page within two seconds of the server being back', async () => {
  vi.useFakeTimers();
  let reachable = false;
  const page = { render: () => null };
  const router = createRouter({
    history: createWebHistory(),
    routes: [{ path: '/:any(.*)*', component: page }],
  });
  router.beforeEach(() => {
    if (!reachable) throw new Error('unreachable');
  });
  router.onError(() => undefined);
  router.push('/labs').catch(() => undefined);
  const start = scope.run(() => useStart(router));
  await flushPromises();
  expect(start?.failed.value).toBe(true);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(start?.started.value).toBe(false);
  reachable = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(start).toMatchObject({ started: { value: true }, failed: { value: false } });
});
