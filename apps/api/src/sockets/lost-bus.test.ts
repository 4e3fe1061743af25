import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { createValkeyBus } from '@pineapple/event-bus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { password } from '@pineapple/test-kit/users';
import { startTestServer } from '../testing/test-server.ts';

let aws: TestAws;

beforeAll(async () => {
  aws = await shareTestAws();
});

afterAll(async () => {
  await aws[Symbol.asyncDispose]();
});

/** A bus behind a connection that can be cut. */
async function cuttable(busUrl: string) {
  const { hostname, port } = new URL(busUrl);
  const open = new Set<Socket>();
  let cut = false;
  const proxy = createServer((near) => {
    if (cut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    cut() {
      cut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      cut = false;
    },
    close() {
      for (const socket of open) socket.destroy();
      proxy.close();
    },
  };
}

test('sends what was missed once the bus is back', async () => {
  const wire = await cuttable(aws.busUrl);
  const prefix = await aws.newTables();
  const bus = createValkeyBus(wire.url, { onError: () => undefined });
  const server = await startTestServer(aws, prefix, { bus });
  const other = await startTestServer(aws, prefix);
  const ada = await server.signedUp();
  const elsewhere = other.client();
  elsewhere.cookie = ada.cookie;
  const labId = await ada.createLab();
  const containerId = await ada.createContainer(labId, 'web');
  const log = ada.subscribe(`subscription ($id: ID!) { containerReadiness(containerId: $id) { phase } }`, {
    id: containerId,
  });
  const names = ada.subscribe(
    `subscription ($labId: ID!) { labChanges(labId: $labId) { ... on ContainerChanged { container { name } } } }`,
    { labId },
  );
  const grace = await server.operator('grace');
  const host = new ReportingHost(other, 'mi-host');
  await host.heartbeat({ up: true, reason: null });
  const hosts = grace.subscribe('subscription { hostChanges { state } }');
  const second = server.client();
  await second.mutate('signIn', { username: ada.username, password });
  const revoked = second.subscribe('subscription { viewerReadiness { phase } }');
  const mine = ada.subscribe('subscription { viewerReadiness { container { name } } }');
  await Promise.all([log.next(), names.next(), hosts.next(), revoked.next(), mine.next()]);

  wire.cut();
  await new ReportingHost(other).report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  await elsewhere.createContainer(labId, 'made-meanwhile');
  await elsewhere.createContainer(await elsewhere.createLab(), 'in-a-new-lab');
  elsewhere.cookie = second.cookie;
  await elsewhere.query('mutation { signOut { signedOut } }');
  await host.heartbeat({ up: false, reason: 'gone' });
  wire.mend();

  await log.find((event) => JSON.stringify(event).includes('READY'));
  await names.find((event) => JSON.stringify(event).includes('made-meanwhile'));
  await mine.find((event) => JSON.stringify(event).includes('in-a-new-lab'));
  await hosts.find((event) => JSON.stringify(event).includes('DOCKER_DOWN'));
  // The session was revoked while the bus was down.
  await revoked.done();
  expect(revoked.error).toMatchObject({ code: 4401 });
  expect((await second.query('{ viewer { id } }')).data).toEqual({ viewer: null });
  expect((await ada.query('{ viewer { username } }')).data).toEqual({ viewer: { username: ada.username } });

  await other.close();
  await server.close();
  await bus.close();
  wire.close();
});

test('reads, creates, edits and watches labs while the bus is down', async () => {
  const wire = await cuttable(aws.busUrl);
  const prefix = await aws.newTables();
  const bus = createValkeyBus(wire.url, { onError: () => undefined });
  const server = await startTestServer(aws, prefix, { bus });
  const other = await startTestServer(aws, prefix);
  const ada = await server.signedUp();
  const elsewhere = other.client();
  elsewhere.cookie = ada.cookie;
  const known = await ada.createLab('known');
  const unknown = await elsewhere.createLab('unknown');
  const nameOf = async (labId: string) => {
    const { data } = await ada.query('query ($labId: ID!) { lab(id: $labId) { name } }', { labId });
    return (data as { lab: { name: string } | null } | undefined)?.lab?.name;
  };
  expect(await nameOf(known)).toBe('known');
  const labChanges = `subscription ($labId: ID!) { labChanges(labId: $labId) { ... on LabUpdated { lab { name } } } }`;
  await ada.subscribe(labChanges, { labId: known }).next();

  wire.cut();
  await expect.poll(() => bus.interrupted).toBe(true);
  await elsewhere.mutate('updateLab', { labId: known, name: 'changed elsewhere' });
  expect(await nameOf(known)).toBe('changed elsewhere');
  expect(await nameOf(unknown)).toBe('unknown');
  const made = await ada.createLab('made meanwhile');
  await ada.createContainer(made, 'web');
  const log = ada.subscribe(labChanges, { labId: unknown });
  expect(await log.next()).toEqual({ data: { labChanges: { lab: { name: 'unknown' } } } });
  await elsewhere.mutate('updateLab', { labId: unknown, name: 'changed unheard' });
  wire.mend();
  await log.find((event) => JSON.stringify(event).includes('changed unheard'));
  await elsewhere.mutate('updateLab', { labId: unknown, name: 'heard again' });
  await log.find((event) => JSON.stringify(event).includes('heard again'));

  await other.close();
  await server.close();
  await bus.close();
  wire.close();
});
