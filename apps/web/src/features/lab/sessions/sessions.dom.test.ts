import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { apiClientKey, type ApiClient, type Sink } from '../../../client/api-client.ts';
import type { RoutingSessionsSubscription } from '../../../generated/graphql.ts';
import { canvasStoreKey, createCanvasStore } from '../canvas/canvas-store.ts';
import SessionEdges from './SessionEdges.vue';
import SessionNotice from './SessionNotice.vue';

type Told = RoutingSessionsSubscription['routingSessions'];

const mounted: VueWrapper[] = [];
afterEach(() => mounted.splice(0).forEach((each) => each.unmount()));

/** The notice and the edges over the same canvas, with a subscription that the test fills. */
function show() {
  let sink: Sink<RoutingSessionsSubscription> | null = null;
  let isStopped = false;
  const api = {
    subscribe(_document: unknown, _variables: unknown, given: Sink<RoutingSessionsSubscription>) {
      sink = given;
      return () => (isStopped = true);
    },
  } as unknown as ApiClient;
  const store = createCanvasStore();
  const provide = { [apiClientKey as symbol]: api, [canvasStoreKey as symbol]: store };
  const notice = mount(SessionNotice, { props: { labId: 'lab_1' }, global: { provide } });
  const x: Record<string, number> = { r1: 0, r2: 400 };
  const boxOf = (id: string) => ({ x: x[id] ?? 0, y: 0, width: 192, height: 56 });
  const edges = mount(SessionEdges, { props: { boxOf }, global: { provide } });
  mounted.push(notice, edges);
  return {
    notice,
    edges,
    isStopped: () => isStopped,
    async tell(part: Partial<Told>) {
      sink?.next({ routingSessions: { routers: 2, omittedRouters: 0, sessions: [], ...part } });
      await flushPromises();
    },
    async fail(message: string) {
      sink?.fault?.({ code: 'NOT_FOUND', message, requestId: null });
      await flushPromises();
    },
  };
}

const end = (name: string, state: string) => ({ container: { id: name, name }, address: null, state });
const session = (status: 'UP' | 'DOWN', ...states: [string, string]): Told['sessions'][number] => ({
  ...{ id: 'one', protocol: 'BGP', status, network: null },
  ends: [end('r1', states[0]), end('r2', states[1])],
});

it('draws a session, says its state, and follows it', async () => {
  const { notice, edges, tell } = show();
  expect(notice.text()).toContain('Asking the routers…');
  await tell({ sessions: [session('DOWN', 'Active', 'Connect')] });
  const edge = edges.get('[role=img]');
  expect(edge.attributes('aria-label')).toBe('BGP r1 – r2: r1 Active, r2 Connect');
  expect(edge.attributes('data-status')).toBe('DOWN');
  expect(edge.get('text').text()).toBe('BGP Active / Connect');
  expect(notice.get('[role=status]').text()).toBe('1 routing session, 1 not up');
  expect(notice.findAll('li').map((each) => each.text())).toEqual(['BGP r1 – r2: r1 Active, r2 Connect']);
  await tell({ sessions: [session('UP', 'Established', 'Established')] });
  expect(edges.findAll('[role=img]')).toHaveLength(1);
  expect(edges.get('[role=img]').attributes('data-status')).toBe('UP');
  expect(edges.get('text').text()).toBe('BGP');
});

it('says so where no node runs a routing protocol', async () => {
  const { notice, edges, tell } = show();
  await tell({ routers: 0 });
  expect(notice.get('[role=status]').text()).toBe('No node runs a routing protocol yet');
  expect(edges.findAll('[role=img]')).toHaveLength(0);
});

it('says what failed, and draws nothing that is no longer known', async () => {
  const { notice, edges, tell, fail } = show();
  await tell({ sessions: [session('UP', 'Established', 'Established')] });
  await fail('The lab was deleted.');
  expect(notice.get('[role=status]').text()).toBe('The lab was deleted.');
  expect(edges.findAll('[role=img]')).toHaveLength(0);
});

it('unsubscribes and clears the canvas when it is turned off', async () => {
  const { notice, edges, tell, isStopped } = show();
  await tell({ sessions: [session('UP', 'Established', 'Established')] });
  notice.unmount();
  await flushPromises();
  expect(isStopped()).toBe(true);
  expect(edges.findAll('[role=img]')).toHaveLength(0);
});
