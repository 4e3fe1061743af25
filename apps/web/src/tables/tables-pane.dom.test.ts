import { emptyTables } from '@pineapple/core';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey, type ApiClient, type Sink } from '../client/api-client.ts';
import type {
  NetworkTablesSubscription,
  TableHistoryQuery,
  TableRecordPartsFragment,
} from '../generated/graphql.ts';
import { makeTab } from '../terminal/dock/dock-layout.ts';
import TablesPane from './TablesPane.vue';

let page: VueWrapper | null = null;
afterEach(() => page?.unmount());

const base = Date.now() - 600_000;

const route = (destination: string, via: string | null, container: string | null = null) => ({
  ...{ destination, family: 4, via, container, interface: 'eth0', type: 'unicast' },
  ...{ protocol: via ? 'ospf' : 'kernel', metric: 20, source: null, table: 'main', flags: [] },
});

function record(second: number, facts: Record<string, unknown>): TableRecordPartsFragment {
  const at = new Date(base + second * 1_000).toISOString();
  const none = { added: emptyTables, removed: emptyTables, changes: [] };
  return {
    ...{ at, running: true, whole: false, omitted: 0 },
    ...none,
    ...facts,
  } as unknown as TableRecordPartsFragment;
}

async function show(past: readonly TableRecordPartsFragment[] | Error = []) {
  let sink: Sink<NetworkTablesSubscription> | null = null;
  let stopped = false;
  const api = {
    subscribe(_document: unknown, _variables: unknown, given: Sink<NetworkTablesSubscription>) {
      sink = given;
      return () => void (stopped = true);
    },
    query: () =>
      past instanceof Error
        ? Promise.reject(past)
        : Promise.resolve({ tableHistory: past } as TableHistoryQuery),
    connection: { onRegained: () => () => undefined },
  } as unknown as ApiClient;
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  page = mount(TablesPane, {
    attachTo: document.body,
    props: { tab: makeTab('tables', 'ctr_1'), name: 'r2', seen: true, wanted: 0 },
    global: { plugins: [router], provide: { [apiClientKey as symbol]: api } },
  });
  const wrapper = page;
  await flushPromises();
  return {
    wrapper,
    isStopped: () => stopped,
    async tell(one: TableRecordPartsFragment) {
      sink?.next({ networkTables: one } as NetworkTablesSubscription);
      await flushPromises();
    },
    async refuse(message: string) {
      sink?.fault?.({ message } as never);
      await flushPromises();
    },
    rows: () => wrapper.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text())),
    button: (name: string) => wrapper.findAll('button').find((one) => one.text().startsWith(name)),
    slider: () => wrapper.get('input[type=range]'),
  };
}

const lan = route('10.0.1.0/24', null);
const remote = route('10.0.3.0/24', '10.0.1.3', 'r3');
const routes = (...rows: ReturnType<typeof route>[]) => ({ ...emptyTables, routes: rows });
const lost = record(120, {
  removed: routes(remote),
  changes: [{ table: 'ROUTES', text: 'r2 lost 10.0.3.0/24 via r3' }],
});

describe('the network tables of a container', () => {
  it('shows each change as it comes, and marks new rows', async () => {
    const pane = await show();
    expect(pane.wrapper.text()).toContain('Reading the tables…');
    await pane.tell(record(0, { whole: true, added: routes(lan) }));
    expect(pane.rows()).toEqual([['10.0.1.0/24', 'connected', 'eth0', 'kernel', '20', 'main']]);
    expect(pane.wrapper.findAll('.fresh')).toHaveLength(0);
    await pane.tell(record(60, { added: routes(remote) }));
    expect(pane.rows()[1]).toEqual(['10.0.3.0/24', '10.0.1.3 (r3)', 'eth0', 'ospf', '20', 'main']);
    expect(pane.wrapper.findAll('.fresh')).toHaveLength(1);
    await pane.tell(lost);
    expect(pane.rows()).toHaveLength(1);
    expect(pane.wrapper.text()).toContain('r2 lost 10.0.3.0/24 via r3');
  });

  it('goes back in time by a change or the slider, and returns', async () => {
    const pane = await show([record(0, { whole: true, added: routes(lan, remote) }), lost]);
    await pane.tell(record(120, { whole: true, added: routes(lan) }));
    expect(pane.rows()).toHaveLength(1);
    await pane.slider().setValue('119');
    expect(pane.rows()).toHaveLength(2);
    expect(pane.button('Live')?.attributes('disabled')).toBeUndefined();
    await pane.tell(record(200, { added: routes(route('10.0.4.0/24', '10.0.1.3', 'r3')) }));
    expect(pane.rows()).toHaveLength(2);
    await pane.wrapper.get('li button').trigger('click');
    expect(pane.rows()).toHaveLength(1);
    await pane.button('Live')?.trigger('click');
    expect(pane.rows().map(([destination]) => destination)).toEqual(['10.0.1.0/24', '10.0.4.0/24']);
  });

  it('shows what packet filters counted, now and at an earlier time', async () => {
    const rule = (packets: number) => ({
      ...{ family: 'inet', table: 'filter', chain: 'input', hook: 'input', handle: 4, position: 1 },
      ...{ rule: 'tcp dport 22 drop', packets, bytes: 60 * packets },
    });
    const filters = (packets: number) => ({ ...emptyTables, filters: [rule(packets)] });
    const pane = await show();
    await pane.tell(record(0, { whole: true, added: filters(1) }));
    await pane.button('Filters')?.trigger('click');
    expect(pane.rows()).toEqual([['inet filter input', '1', 'tcp dport 22 drop', '1', '60']]);
    await pane.tell(record(60, { removed: filters(1), added: filters(3) }));
    expect(pane.rows()[0]?.slice(3)).toEqual(['3', '180']);
    await pane.slider().setValue('30');
    expect(pane.rows()[0]?.slice(3)).toEqual(['1', '60']);
  });

  it('filters rows by what they show, names too', async () => {
    const pane = await show();
    await pane.tell(record(0, { whole: true, added: routes(lan, remote) }));
    await pane.wrapper.get('input[type=search]').setValue('R3');
    expect(pane.rows().map(([destination]) => destination)).toEqual(['10.0.3.0/24']);
    await pane.wrapper.get('input[type=search]').setValue('absent');
    expect(pane.wrapper.text()).toContain('No rows that match the filter.');
  });

  it('says that the container does not run, and that the past is not known', async () => {
    const pane = await show(new Error('The host of the container does not answer.'));
    await pane.tell(record(0, { whole: true, running: false }));
    expect(pane.wrapper.text()).toContain('The container is not running.');
    expect(pane.wrapper.get('[role=status]').text()).toContain('does not answer');
  });

  it('says why the tables can not be read', async () => {
    const pane = await show();
    await pane.refuse('The tables of 64 containers are watched on the host, which is the limit.');
    expect(pane.wrapper.text()).not.toContain('Reading the tables');
    expect(pane.wrapper.text()).toContain('The tables are not known.');
    expect(pane.wrapper.get('[role=status]').text()).toContain('which is the limit');
  });

  it('unsubscribes when its pane is closed', async () => {
    const pane = await show();
    pane.wrapper.unmount();
    expect(pane.isStopped()).toBe(true);
  });
});
