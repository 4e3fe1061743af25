import { emptyTables, type LabSessions, type RouteRow, type TableRecord } from '@pineapple/core';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { Payload, TestClient } from '@pineapple/test-kit/users';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let containerId: string;
let otherId: string;
let labId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), { openHostStream: host.open });
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  const networkId = await ada.createNetwork(labId, 'lan');
  containerId = await ada.createContainer(labId, 'r2', [networkId]);
  otherId = await ada.createContainer(labId, 'r3', [networkId]);
  const reporting = new ReportingHost(server);
  await reporting.report(containerId, 'READY');
  await reporting.report(otherId, 'READY');
});
afterEach(() => {
  host.refuse = null;
});
afterAll(async () => {
  await ada.close();
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const facts =
  'at running whole omitted changes { table text } added { routes { destination via container } }';
const watchTables = `subscription ($containerId: ID!) { networkTables(containerId: $containerId) { ${facts} } }`;
const readHistory = `query ($containerId: ID!, $from: DateTime!, $to: DateTime) {
  tableHistory(containerId: $containerId, from: $from, to: $to) { ${facts} } }`;

function record(second: number, facts: Partial<TableRecord>): string {
  const at = `2026-01-01T10:07:${second}.000Z`;
  const whole = { at, running: true, whole: false, added: emptyTables, removed: emptyTables, omitted: 0 };
  return `${JSON.stringify({ ...whole, ...facts })}\n`;
}

function routeVia(via: string): RouteRow {
  return {
    ...{ destination: '10.0.3.0/24', family: 4, via, interface: 'eth0', type: 'unicast', table: 'main' },
    ...{ protocol: 'ospf', metric: 20, source: null, flags: [] },
  };
}

/** The address that the lab gave to r3. */
async function addressOfR3(): Promise<string> {
  const { data } = await ada.query('{ labs { nodes { containers { name interfaces { ipv4Address } } } } }');
  const { labs } = data as unknown as {
    labs: { nodes: [{ containers: { name: string; interfaces: { ipv4Address: string }[] }[] }] };
  };
  return labs.nodes[0].containers.find(({ name }) => name === 'r3')?.interfaces[0]?.ipv4Address ?? '';
}

const eventOf = ({ data }: Payload) => data?.['networkTables'];

test("passes on the tables and each change, in the lab's names", async () => {
  const route = routeVia(await addressOfR3());
  const tables = ada.subscribe(watchTables, { containerId });
  const { path, stream } = await host.feeds.next();
  expect(path).toBe(`/tables/${containerId}`);
  const routes = { ...emptyTables, routes: [route] };
  stream.write(record(10, { whole: true, added: routes }) + record(12, { removed: routes }));
  expect(eventOf(await tables.next())).toMatchObject({
    whole: true,
    changes: [],
    added: { routes: [{ destination: '10.0.3.0/24', container: 'r3' }] },
  });
  expect(eventOf(await tables.next())).toMatchObject({
    at: '2026-01-01T10:07:12.000Z',
    changes: [{ table: 'ROUTES', text: 'r2 lost 10.0.3.0/24 via r3' }],
  });
});

test('passes on rules of packet filters and what they counted', async () => {
  const rule = (packets: number) => ({
    ...{ family: 'inet', table: 'f', chain: 'in', hook: 'input', handle: 4, position: 1 },
    ...{ rule: 'tcp dport 22 drop', packets, bytes: 60 * packets },
  });
  const row = '{ filters { family table chain hook handle position rule packets bytes } }';
  const tables = ada.subscribe(
    `subscription ($containerId: ID!) { networkTables(containerId: $containerId) {
      changes { table text } added ${row} removed ${row} } }`,
    { containerId },
  );
  const { stream } = await host.feeds.next();
  const filters = (packets: number) => ({ ...emptyTables, filters: [rule(packets)] });
  stream.write(record(10, { whole: true }) + record(11, { added: filters(0) }));
  stream.write(record(13, { removed: filters(0), added: filters(3) }));
  await tables.next();
  expect(eventOf(await tables.next())).toMatchObject({
    changes: [{ table: 'FILTERS', text: 'r2 gained a rule in inet f in: tcp dport 22 drop' }],
    added: { filters: [rule(0)] },
  });
  expect(eventOf(await tables.next())).toMatchObject({
    ...{ changes: [], added: { filters: [rule(3)] }, removed: { filters: [rule(0)] } },
  });
});

test('asks the host for the past, and answers nothing where there is none', async () => {
  const range = { from: '2026-01-01T10:00:00.000Z', to: '2026-01-01T11:00:00.000Z' };
  const asked = ada.query(readHistory, { containerId, ...range });
  const { path, stream } = await host.feeds.next();
  const query = 'from=2026-01-01T10%3A00%3A00.000Z&to=2026-01-01T11%3A00%3A00.000Z';
  expect(path).toBe(`/table-history/${containerId}?${query}`);
  stream.end(record(10, { whole: true }) + record(12, { running: false, whole: true }));
  expect((await asked).data).toMatchObject({
    tableHistory: [{ running: true }, { running: false, changes: [{ text: 'r2 is not running' }] }],
  });
  host.refuse = { status: 404, problem: { code: 'NOT_FOUND', message: 'No such container.' } };
  expect((await ada.query(readHistory, { containerId, ...range })).data).toEqual({ tableHistory: [] });
});

test('says that the host has no room for more tables, and ends', async () => {
  const message = 'The tables of 64 containers are watched on the host, which is the limit. Try again later.';
  host.refuse = { status: 429, problem: { code: 'LIMIT', message } };
  const tables = ada.subscribe(watchTables, { containerId });
  expect((await tables.next()).errors).toMatchObject([{ message, extensions: { code: 'RATE_LIMITED' } }]);
  await tables.done();
});

test.each([
  [{ from: 'yesterday', to: '2026-01-01T11:00:00.000Z' }, 'from is a time'],
  [{ from: '2026-01-01T11:00:00.000Z', to: '2026-01-01T10:00:00.000Z' }, 'from is later than to'],
])('refuses the range %j', async (range, message) => {
  expect((await ada.query(readHistory, { containerId, ...range })).errors).toMatchObject([
    { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

const watchSessions = `subscription ($labId: ID!) { routingSessions(labId: $labId) {
  routers omittedRouters sessions { protocol status network { name } ends { container { name } state } } } }`;

test('joins what the routers of a lab say into sessions, and tells of each change', async () => {
  const address = await addressOfR3();
  const saying = (state: string): string => {
    const bgp = {
      protocol: 'BGP',
      peer: address,
      address,
      interface: null,
      remoteAs: 65001,
      prefixes: 0,
    } as const;
    const addresses = [{ interface: 'eth0', address: `${address.replace(/\d+$/, '250')}/24` }];
    const routers = [
      { containerId, addresses, sessions: [{ ...bgp, state, up: state === 'Established' }] },
      { containerId: otherId, addresses: [], sessions: [] },
    ];
    const line: LabSessions = { at: '2026-01-01T10:07:10.000Z', routers, omitted: 3 };
    return `${JSON.stringify(line)}\n`;
  };
  const sessions = ada.subscribe(watchSessions, { labId });
  const { path, stream } = await host.feeds.next();
  expect(path).toBe('/sessions');
  stream.write(saying('Active'));
  const told = (await sessions.next()).data?.['routingSessions'];
  expect(told).toMatchObject({
    ...{ routers: 2, omittedRouters: 3 },
    sessions: [
      {
        ...{ protocol: 'BGP', status: 'DOWN', network: { name: 'lan' } },
        ends: expect.arrayContaining([
          { container: { name: 'r2' }, state: 'Active' },
          { container: { name: 'r3' }, state: null },
        ]),
      },
    ],
  });
  stream.write(saying('Established'));
  expect((await sessions.next()).data).toMatchObject({ routingSessions: { sessions: [{ status: 'UP' }] } });
});

test("treats another user's container and lab as missing", async () => {
  const eve = await server.signedUp();
  const tables = eve.subscribe(watchTables, { containerId });
  await tables.done();
  expect(tables.error).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  const sessions = eve.subscribe(watchSessions, { labId });
  await sessions.done();
  expect(sessions.error).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  const range = { from: '2026-01-01T10:00:00.000Z', to: '2026-01-01T11:00:00.000Z' };
  expect((await eve.query(readHistory, { containerId, ...range })).errors).toMatchObject([
    { extensions: { code: 'NOT_FOUND' } },
  ]);
  await eve.close();
});
