import { type Topic, topics } from '@pineapple/event-bus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import type { Payload } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let users = 0;
const well = { up: true, reason: null };
const subscription = 'subscription { hostChanges { id state reason cordoned leftovers } }';

beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables());
});
afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

const newOperator = () => server.operator(`operator-${(users += 1)}`);
const hostIn = ({ data }: Payload) => data?.['hostChanges'] as { id: string; state: string };
const about = (id: string, state: string) => (event: Payload) =>
  hostIn(event).id === id && hostIn(event).state === state;

test('sends an operator every host, then every change from any instance', async () => {
  const grace = await newOperator();
  const hosts = ['mi-first', 'mi-second'].map((id) => new ReportingHost(server, id));
  for (const host of hosts) await host.heartbeat(well);
  const log = grace.subscribe(subscription);
  expect([hostIn(await log.next()).id, hostIn(await log.next()).id]).toEqual(['mi-first', 'mi-second']);

  await hosts[0]?.heartbeat({ up: false, reason: 'dockerd is gone' });
  expect(hostIn(await log.find(about('mi-first', 'DOCKER_DOWN')))).toMatchObject({
    reason: 'dockerd is gone',
  });

  const ada = await newOperator();
  await ada.mutate('cordonHost', { hostId: 'mi-second' });
  await log.find(about('mi-second', 'CORDONED'));
  await ada.mutate('uncordonHost', { hostId: 'mi-second' });
  await log.find(about('mi-second', 'READY'));

  await new ReportingHost(server, 'mi-third').heartbeat(well);
  await log.find(about('mi-third', 'READY'));
  await grace.close();
});

test('sends a lost host as soon as the loss is detected', async () => {
  const grace = await newOperator();
  const host = new ReportingHost(server, 'mi-dying');
  await host.heartbeat(well);
  const log = grace.subscribe(subscription);
  await log.find(about('mi-dying', 'READY'));
  const known = await server.stores.hosts.get('mi-dying');
  if (!known) throw new Error('The host is not on record.');
  await server.stores.hosts.markLost(known, new Date().toISOString());
  await host.changed();
  await log.find(about('mi-dying', 'LOST'));
  await grace.close();
});

test('sends the labs that leave a drained host', async () => {
  const grace = await newOperator();
  const host = new ReportingHost(server, 'mi-emptied');
  await host.heartbeat(well);
  const labId = await grace.createLab();
  await server.stores.labs.place(labId, 'mi-emptied');
  const log = grace.subscribe(subscription);
  await log.find(about('mi-emptied', 'READY'));
  await grace.mutate('drainHost', { hostId: 'mi-emptied' });
  const left = await log.find((event) => JSON.stringify(event).includes('"leftovers":1'));
  expect(hostIn(left)).toMatchObject({ id: 'mi-emptied', state: 'CORDONED' });
  await grace.close();
});

test('refuses users who are not operators', async () => {
  const eve = await server.signedUp();
  const log = eve.subscribe(subscription);
  await log.done();
  expect(log.events).toEqual([]);
  expect(log.error).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const anonymous = server.client().subscribe(subscription);
  await anonymous.done();
  expect(anonymous.events).toEqual([]);
  expect(anonymous.error).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  await eve.close();
});

test('ends with the session of the operator', async () => {
  const grace = await newOperator();
  const host = new ReportingHost(server, 'mi-secret');
  await host.heartbeat(well);
  const log = grace.subscribe(subscription);
  await log.next();
  await grace.query('mutation { signOut { signedOut } }');
  await log.done();
  expect(log.error).toMatchObject({ code: 4401 });
});

test('logs and ignores an invalid message', async () => {
  const grace = await newOperator();
  const host = new ReportingHost(server, 'mi-after');
  await host.heartbeat(well);
  const log = grace.subscribe(subscription);
  await log.find(about('mi-after', 'READY'));
  const unknown: Topic<{ type: string }> = { ...topics.hosts, schema: { parse: () => ({ type: '' }) } };
  await server.bus.publish(unknown, { type: 'coffee' });
  await host.heartbeat({ up: false, reason: 'gone' });
  await log.find(about('mi-after', 'DOCKER_DOWN'));
  expect(server.logs).toContainEqual(
    expect.objectContaining({
      msg: 'event bus error',
      err: expect.objectContaining({ type: 'InvalidMessageError' }) as unknown,
    }),
  );
  await grace.close();
});
