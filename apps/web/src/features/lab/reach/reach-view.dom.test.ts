import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { apiClientKey, type ApiClient, type Sink } from '../../../client/api-client.ts';
import type { CheckReachabilitySubscription } from '../../../generated/graphql.ts';
import type { ReachCell } from './reach-matrix.ts';
import ReachView from './ReachView.vue';

let page: VueWrapper | null = null;
afterEach(() => page?.unmount());

/** Mounts the matrix of three containers with a check that the test fills. */
function show() {
  const sinks: Sink<CheckReachabilitySubscription>[] = [];
  const asked: unknown[] = [];
  const api = {
    subscribe(_document: unknown, _variables: unknown, sink: Sink<CheckReachabilitySubscription>) {
      sinks.push(sink);
      return () => undefined;
    },
    query(_document: unknown, variables: unknown) {
      asked.push(variables);
      const told = { address: '10.0.0.2', verdict: 'NO_ROUTE', sentence: 'a has no route.', evidence: [] };
      return Promise.resolve({
        explainReachability: { __typename: 'ReachabilityExplanation', ...told, hops: [], back: [] },
      });
    },
  } as unknown as ApiClient;
  page = mount(ReachView, {
    attachTo: document.body,
    props: { labId: 'lab_1', containers: ['c', 'a', 'b'].map((name) => ({ id: name, name })) },
    global: { provide: { [apiClientKey as symbol]: api } },
  });
  const wrapper = page;
  const cell = (from: string, to: string, change: Partial<ReachCell>): ReachCell => ({
    ...{ from: { id: from }, to: { id: to }, address: '10.0.0.2', sent: 3, received: 3, rttMs: 0.42 },
    ...{ status: 'OK', ...change },
  });
  return {
    wrapper,
    asked,
    cell,
    async fill(cells: ReachCell[], done = false, problems: string[] = []) {
      sinks.at(-1)?.next({ checkReachability: { cells, done, problems } });
      if (done) sinks.at(-1)?.complete?.();
      await flushPromises();
    },
    field: (row: number, column: number) => wrapper.get(`[data-cell="${row}-${column}"]`),
  };
}

it('fills live, with a symbol beside the colour', async () => {
  const { fill, cell, field, wrapper } = show();
  expect(wrapper.get('[role=status]').text()).toBe('Checking…');
  expect(wrapper.findAll('tbody th').map((each) => each.text())).toEqual(['a', 'b', 'c']);
  await fill([cell('a', 'b', {})]);
  expect(field(0, 1).text()).toBe('✓0.42');
  expect(field(0, 2).text()).toBe('…');
  await fill([cell('a', 'c', { status: 'NO_ROUTE', received: 0, rttMs: null })], true);
  expect(field(0, 2).text()).toBe('✕no route');
  expect(field(1, 0).text()).toBe('–');
  expect(wrapper.get('[role=status]').text()).toBe('1 of 2 pairs answer.');
});

it('moves with the arrows across the diagonal, explains, and returns the focus', async () => {
  const { fill, cell, field, wrapper, asked } = show();
  await fill([cell('a', 'c', { status: 'NO_ROUTE', received: 0, rttMs: null, address: '10.0.0.3' })], true);
  await field(1, 0).trigger('keydown', { key: 'ArrowRight' });
  expect(document.activeElement).toBe(field(1, 2).element);
  await field(1, 2).trigger('keydown', { key: 'ArrowUp' });
  expect(document.activeElement).toBe(field(0, 2).element);
  await field(0, 2).trigger('click');
  await flushPromises();
  expect(asked).toMatchObject([{ from: 'a', to: 'c', address: '10.0.0.3', tcpPort: null }]);
  expect(wrapper.text()).toContain('a has no route.');
  await wrapper.get('section').trigger('keydown', { key: 'Escape' });
  await flushPromises();
  expect(document.activeElement).toBe(field(0, 2).element);
});

it('says what could not be checked', async () => {
  const { fill, wrapper } = show();
  await fill([], true, ['A host of the lab did not finish the check. Run it again.']);
  expect(wrapper.get('[role=alert]').text()).toContain('did not finish');
});
