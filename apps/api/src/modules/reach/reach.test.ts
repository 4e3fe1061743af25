import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { Payload, TestClient } from '@pineapple/test-kit/users';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let alpha: string;
let beta: string;
let networkId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), { openHostStream: host.open });
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  networkId = await ada.createNetwork(labId, 'lan', { ipv4Subnet: '10.0.1.0/24' });
  alpha = await ada.createContainer(labId, 'alpha', [networkId]);
  beta = await ada.createContainer(labId, 'beta', [networkId]);
  const reporting = new ReportingHost(server);
  for (const each of [alpha, beta]) await reporting.report(each, 'READY');
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

const check = `subscription ($labId: ID!, $ipVersion: Int, $tcpPort: Int) {
  checkReachability(labId: $labId, ipVersion: $ipVersion, tcpPort: $tcpPort) {
    cells { from { name } to { name } address rttMs status } done problems
  }
}`;
const explain = `query ($from: ID!, $to: ID!, $tcpPort: Int) {
  explainReachability(from: $from, to: $to, tcpPort: $tcpPort) {
    __typename
    ... on ReachabilityExplanation { verdict }
    ... on UserError { message }
  }
}`;

interface Update {
  readonly cells: readonly object[];
  readonly done: boolean;
  readonly problems: readonly string[];
}
const updateOf = ({ data }: Payload) => data?.['checkReachability'] as Update;

const line = (value: object): string => `${JSON.stringify(value)}\n`;
const cell = (from: string, to: string, facts: object): string =>
  line({
    ...{ from, to, name: 'x', address: '10.0.1.3', sent: 3, received: 3, rttMs: 0.2, status: 'OK' },
    ...{ errorFrom: null, ...facts },
  });

test('streams the cells of the host, and says when it is done', async () => {
  const updates = ada.subscribe(check, { labId, ipVersion: 4 });
  const { path, stream } = await host.feeds.next();
  expect(path).toBe('/reach?ip=4');
  stream.write(cell(alpha, beta, {}));
  expect(updateOf(await updates.next())).toMatchObject({
    cells: [{ from: { name: 'alpha' }, to: { name: 'beta' }, status: 'OK', rttMs: 0.2 }],
    done: false,
  });
  stream.end(cell(beta, alpha, { received: 0, rttMs: null, status: 'UNANSWERED' }) + line({ end: true }));
  const rest: Update[] = [];
  do rest.push(updateOf(await updates.next()));
  while (rest.at(-1)?.done !== true);
  expect(rest.flatMap(({ cells }) => cells)).toMatchObject([
    { from: { name: 'beta' }, status: 'UNANSWERED' },
  ]);
  expect(rest.at(-1)?.problems).toEqual([]);
  await updates.done();
});

test('says what could not be checked when the host is lost or refuses', async () => {
  const lost = ada.subscribe(check, { labId });
  const { stream } = await host.feeds.next();
  stream.write(cell(alpha, beta, {}));
  await lost.next();
  host.cut();
  expect(updateOf(await lost.next())).toMatchObject({
    done: true,
    problems: ['A host of the lab did not finish the check. Run it again.'],
  });
  host.refuse = { status: 429, problem: { code: 'LIMIT', message: 'This lab is being checked already' } };
  const refused = ada.subscribe(check, { labId });
  expect(updateOf(await refused.next())).toMatchObject({
    done: true,
    problems: ['This lab is being checked already.'],
  });
});

test('says that a lab without a host can not be checked', async () => {
  const updates = ada.subscribe(check, { labId: await ada.createLab() });
  expect(updateOf(await updates.next())).toMatchObject({
    done: true,
    problems: ['The lab is on no host yet. Add a container first.'],
  });
});

test('limits the checks of a user', async () => {
  const running = [];
  for (const tcpPort of [80, 81, 82]) {
    const updates = ada.subscribe(check, { labId, tcpPort });
    running.push({ updates, ...(await host.feeds.next()) });
  }
  const fourth = ada.subscribe(check, { labId, tcpPort: 83 });
  expect(updateOf(await fourth.next())).toMatchObject({
    problems: ['You run too many checks at once. Wait until one has ended.'],
  });
  for (const { stream } of running) stream.end(line({ end: true }));
  for (const { updates } of running) await updates.done();
  const fifth = ada.subscribe(check, { labId, tcpPort: 83 });
  (await host.feeds.next()).stream.end(line({ end: true }));
  expect(updateOf(await fifth.next())).toMatchObject({ done: true, problems: [] });
});

test.each([
  [{ ipVersion: 5 }, 'ipVersion is 5. Use 4 or 6.'],
  [{ tcpPort: 0 }, 'tcpPort is 0. Use a port from 1 to 65535.'],
])('refuses a check with %j', async (variables, message) => {
  const updates = ada.subscribe(check, { labId, ...variables });
  await updates.done();
  expect(updates.error).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('explains only what can be tried', async () => {
  const ask = async (variables: object) =>
    (await ada.query(explain, variables)).data as { explainReachability: object };
  expect(await ask({ from: alpha, to: alpha })).toMatchObject({
    explainReachability: { __typename: 'ValidationError' },
  });
  expect(await ask({ from: alpha, to: beta, tcpPort: 70_000 })).toMatchObject({
    explainReachability: { __typename: 'ValidationError', message: expect.stringContaining('70000') },
  });
  expect(await ask({ from: alpha, to: labId })).toMatchObject({
    explainReachability: { __typename: 'NotFoundError' },
  });
});

/** What a container with one address on the lab's network says; without a route it can't send. */
function factsOf(containerId: string, address: string, hasRoute: boolean): string {
  const route = { family: 4, destination: '0.0.0.0/0', type: 'unicast', via: null, dev: 'eth0', metric: 0 };
  return line({
    ...{ containerId, name: containerId, running: true, neighbours: [], chains: [], legacyRules: false },
    ...{ listening: [], counters: {}, cut: false, routes: hasRoute ? [route] : [] },
    interfaces: [
      {
        ...{ name: 'eth0', mac: null, networkId, up: true, carrier: true, mtu: 1500, rpFilter: 0 },
        ...{ addresses: [{ address, prefixLength: 24 }], forwards: { ipv4: false, ipv6: false } },
      },
    ],
  });
}

test('explains at once what the tables show, and else waits for the last answer', async () => {
  const lost = { received: 0, rttMs: null, status: 'UNANSWERED' };
  const { data } = await ada.query(
    'query ($id: ID!) { lab(id: $id) { containers { id interfaces { ipv4Address } } } }',
    { id: labId },
  );
  interface Read {
    lab: { containers: { id: string; interfaces: [{ ipv4Address: string }] }[] };
  }
  const addresses = new Map(
    (data as unknown as Read).lab.containers.map(({ id, interfaces }) => [id, interfaces[0].ipv4Address]),
  );
  const factsNow = (id: string, hasRoute: boolean) => factsOf(id, addresses.get(id) ?? '', hasRoute);
  const answerFacts = async (hasRoute: boolean) => {
    const { path, stream } = await host.feeds.next();
    expect(path).toBe('/facts');
    stream.end(factsNow(alpha, hasRoute) + factsNow(beta, true));
  };
  const begin = async (hasRoute: boolean) => {
    const told = ada.query(explain, { from: alpha, to: beta });
    await answerFacts(hasRoute);
    const { path, stream } = await host.feeds.next();
    expect(path).toContain('early=1');
    stream.write(cell(alpha, beta, { ...lost, pending: true }));
    await answerFacts(hasRoute);
    return { told, stream };
  };
  const shown = await begin(false);
  expect((await shown.told).data).toMatchObject({ explainReachability: { verdict: 'NO_ROUTE' } });
  const open = await begin(true);
  open.stream.end(cell(alpha, beta, { status: 'OK' }) + line({ end: true }));
  await answerFacts(true);
  expect((await open.told).data).toMatchObject({ explainReachability: { verdict: 'REACHABLE' } });
});

test('waits for the last answer in a lab with a link that has a rate', async () => {
  await ada.mutate('setLinkQuality', { containerId: beta, networkId, toContainer: { rateKbit: 64 } });
  const told = ada.query(explain, { from: alpha, to: beta });
  (await host.feeds.next()).stream.end();
  const { path, stream } = await host.feeds.next();
  expect(path).not.toContain('early');
  stream.end(cell(alpha, beta, {}) + line({ end: true }));
  (await host.feeds.next()).stream.end();
  expect((await told).data).toMatchObject({ explainReachability: { verdict: 'REACHABLE' } });
});

test("treats another user's lab as missing", async () => {
  const eve = await server.signedUp();
  const updates = eve.subscribe(check, { labId });
  await updates.done();
  expect(updates.error).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect((await eve.query(explain, { from: alpha, to: beta })).data).toMatchObject({
    explainReachability: { __typename: 'NotFoundError' },
  });
  await eve.close();
});
