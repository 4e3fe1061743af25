import type { ClientHttp2Session } from 'node:http2';
import { createInterface } from 'node:readline';
import {
  applyRecord,
  describeChanges,
  labSessionsSchema,
  stateAt,
  type TableRecord,
  tableRecordSchema,
  type TableState,
} from '@pineapple/core';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { containerName } from '../../docker/docker-names.ts';
import { runBeside } from '../../testing/container-namespace.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';

/** Answers as FRRouting's does, with the two neighbours of a router. */
const vtysh = `#!/bin/sh
echo '{ "neighbors":{"10.255.0.2":[{"nbrState":"Full/DR","ifaceAddress":"10.0.7.11","ifaceName":"eth0:10.0.7.10"}]} }'
echo 'bgpd is not running'
`;

let host: TestHost;
let lab: SampleLab;
let session: ClientHttp2Session;
let bare: string;
let router: string;

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  const lan = lab.network('lan', '10.0.7.0/24');
  const changes = ['CMD ["/busybox","sleep","infinity"]'];
  const reference = `${host.hostId}/bare:1`;
  bare = lab.container('a', await host.makeImage({ reference, bare: true, changes }), [
    [lan, '10.0.7.10'],
  ]).id;
  const files = { 'usr/bin/vtysh': vtysh };
  const routing = await host.makeImage({ reference: `${host.hostId}/routing:1`, files });
  router = lab.container('b', routing, [[lan, '10.0.7.11']]).id;
  await host.applyUntilReady(lab);
  session = connectStreams(host.agent.streamsPath);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

function lines(path: string) {
  const stream = session.request({ ':path': path, 'pineapple-lab': lab.desired.labId });
  const read = createInterface({ input: stream })[Symbol.asyncIterator]();
  return {
    close: () => stream.close(),
    async next(): Promise<TableRecord | null> {
      const { value, done } = await read.next();
      return done ? null : tableRecordSchema.parse(JSON.parse(value as string));
    },
  };
}

it('tells of a route that comes and goes in a container without a shell, and keeps it', async () => {
  const began = new Date().toISOString();
  const watched = lines(`/tables/${bare}`);
  const ip = (...args: string[]) => runBeside(host, bare, 'ip', ...args);
  const names = { container: 'a', holderOf: (address: string) => (address === '10.0.7.11' ? 'b' : null) };
  let state: TableState | null = null;
  const told: string[] = [];
  const until = async (isTrue: (now: TableState) => boolean) => {
    for (;;) {
      if (state !== null && isTrue(state)) return;
      const record = await watched.next();
      if (record === null) throw new Error('The stream ended.');
      state = applyRecord(state, record);
      told.push(...describeChanges(record, names).map(({ text }) => text));
    }
  };
  const has = ({ tables }: TableState, wanted: string) =>
    tables.routes.some(({ destination }) => destination === wanted);
  await until((now) => has(now, '10.0.7.0/24'));
  await ip('route', 'add', '10.99.0.0/16', 'via', '10.0.7.11');
  await until((now) => has(now, '10.99.0.0/16'));
  await ip('route', 'del', '10.99.0.0/16');
  await until((now) => !has(now, '10.99.0.0/16'));
  // The kernel removes the routes of a link that goes down without a message.
  await ip('link', 'set', 'eth0', 'down');
  await until((now) => !has(now, '10.0.7.0/24'));
  await host.docker.transport.call('POST', `/containers/${containerName(bare)}/stop`, { t: '0' });
  await until(({ running }) => !running);
  expect(told.filter((text) => text.includes('10.99.0.0/16') || text.includes('running'))).toEqual([
    'a gained 10.99.0.0/16 via b',
    'a lost 10.99.0.0/16 via b',
    'a is not running',
  ]);

  const past = lines(
    `/table-history/${bare}?from=${encodeURIComponent(began)}&to=${encodeURIComponent(new Date().toISOString())}`,
  );
  const records: TableRecord[] = [];
  for (let record = await past.next(); record !== null; record = await past.next()) records.push(record);
  const added = records.find((record) =>
    record.added.routes.some((row) => row.destination === '10.99.0.0/16'),
  );
  expect(records[0]?.whole).toBe(true);
  const then = stateAt(records, Date.parse(added?.at ?? ''));
  expect(then !== null && has(then, '10.99.0.0/16')).toBe(true);
  watched.close();
});

it('tells of packet filters as they change, and of what they count', async () => {
  const watched = lines(`/tables/${router}`);
  let state: TableState | null = null;
  const told: string[] = [];
  const until = async (isTrue: (now: TableState['tables']['filters']) => boolean) => {
    while (state === null || !isTrue(state.tables.filters)) {
      const record = await watched.next();
      if (record === null) throw new Error('The stream ended.');
      state = applyRecord(state, record);
      const words = describeChanges(record, { container: 'b', holderOf: () => null });
      told.push(...words.flatMap(({ table, text }) => (table === 'filters' ? text : [])));
    }
  };
  const nft = (rules: string) => runBeside(host, router, 'nft', rules);
  await until((rows) => rows.length === 0);
  await nft(
    'table ip t { chain in { type filter hook input priority 0; policy accept; udp dport 9 counter drop; }; }',
  );
  await until((rows) => rows.some(({ rule, packets }) => rule.includes('drop') && packets === 0));
  await runBeside(host, router, 'bash', '-c', 'echo >/dev/udp/10.0.7.11/9');
  await until((rows) => rows.some(({ packets }) => packets !== null && packets > 0));
  await nft('delete table ip t');
  await until((rows) => rows.length === 0);
  expect(told).toEqual([
    'b has a new filter chain ip t in, policy accept',
    'b gained a rule in ip t in: udp dport 9 drop',
    'b lost the filter chain ip t in',
    'b lost a rule in ip t in: udp dport 9 drop',
  ]);
  watched.close();
});

it('asks the vtysh of a container that has one', async () => {
  const watched = lines(`/tables/${router}`);
  const record = await watched.next();
  expect(record?.added.sessions).toEqual([
    expect.objectContaining({ protocol: 'OSPF', address: '10.0.7.11', interface: 'eth0', up: true }),
  ]);
  watched.close();
});

it('tells of the sessions of a lab, which only its routers have', async () => {
  const stream = session.request({ ':path': '/sessions', 'pineapple-lab': lab.desired.labId });
  const { value } = await createInterface({ input: stream })[Symbol.asyncIterator]().next();
  const { routers, omitted } = labSessionsSchema.parse(JSON.parse(value as string));
  expect(routers.map(({ containerId }) => containerId)).toEqual([router]);
  expect(routers[0]).toMatchObject({
    addresses: expect.arrayContaining([{ interface: 'eth0', address: '10.0.7.11/24' }]),
    sessions: [expect.objectContaining({ address: '10.0.7.11', state: 'Full/DR' })],
  });
  expect(omitted).toBe(0);
  stream.close();
});
