import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { RawSocket } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let prefix: string;

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
});

afterAll(async () => {
  await aws[Symbol.asyncDispose]();
});

/** Selects many fields, so that a few hundred events exceed the kernel's buffers for a socket. */
const query = `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
  ... on ContainerChanged { container { name phase readiness { version reason }
    lab { containers { id name phase createdAt image { name description } readiness { phase since phases { phase at } } } } } } } }`;

const rounds = 600;

async function watchedLab(server: TestServer) {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  await Promise.all(Array.from({ length: 60 }, (_, i) => ada.createContainer(labId, `c-${i}`)));
  const lab = await server.stores.labs.get(labId, { consistent: true });
  const container = lab?.containers[0];
  if (container === undefined) throw new Error('The lab is empty');
  const host = new ReportingHost(server);
  const report = (version: number) =>
    host.publish({
      type: 'observed',
      labId,
      observation: {
        kind: 'container',
        labId,
        containerId: container.id,
        name: container.name,
        image: container.image,
        phase: 'RUNNING',
        reason: `round ${version}`,
        generation: 1,
        phases: [{ phase: 'RUNNING', at: new Date().toISOString() }],
        interfaces: [],
        hostId: 'i-1',
        sequence: version,
        version,
      },
    });
  return { ada, labId, report };
}

function isLast(message: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(message).includes(`"reason":"round ${rounds}"`);
}

test('sends a slow reader the latest state instead of every event, and delays no other', async () => {
  await using server = await startTestServer(aws, prefix, { socketLimits: { laggingBytes: 200_000 } });
  const { ada, labId, report } = await watchedLab(server);
  const quick = await RawSocket.open(server.url, ada.headers);
  const slow = await RawSocket.open(server.url, ada.headers);
  for (const each of [quick, slow]) await each.ask('1', query, { labId });
  slow.socket.pause();
  for (let version = 1; version <= rounds; version++) await report(version);
  await quick.log.find(isLast);
  expect(quick.log.events.filter(({ type }) => type === 'next')).toHaveLength(rounds + 1);
  slow.socket.resume();
  await slow.log.find(isLast);
  const received = slow.log.events.filter(({ type }) => type === 'next').length;
  expect(received).toBeLessThan(rounds);
  // Afterwards it gets every event again.
  await report(rounds + 1);
  await slow.log.find((message) => JSON.stringify(message).includes(`"reason":"round ${rounds + 1}"`));
  for (const { socket } of [quick, slow]) socket.close();
});

test('disconnects a reader that never catches up', async () => {
  await using server = await startTestServer(aws, prefix, {
    socketLimits: { laggingBytes: 200_000, laggingMs: 300 },
  });
  const { ada, labId, report } = await watchedLab(server);
  const stuck = await RawSocket.open(server.url, ada.headers);
  await stuck.ask('1', query, { labId });
  stuck.socket.pause();
  for (let version = 1; version <= rounds; version++) await report(version);
  const sockets = async () => (await fetch(`${server.url}/metrics`)).text();
  await expect.poll(sockets).toMatch(/^pineapple_sockets 0$/m);
  await expect.poll(sockets).toMatch(/^pineapple_subscribers 0$/m);
});
