import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import type { Payload, TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let prefix: string;
let server: TestServer;
let host: ReportingHost;
const clients: TestClient[] = [];

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
  server = await startTestServer(aws, prefix);
  host = new ReportingHost(server);
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

async function newcomer(): Promise<TestClient> {
  const client = await server.signedUp();
  clients.push(client);
  return client;
}

const readiness = `subscription ($containerId: ID!) { containerReadiness(containerId: $containerId) {
  phase version elapsedMs phases { phase } container { name } } }`;

const changes = `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
  ... on LabUpdated { lab { name revision } }
  ... on LabDeleted { labId }
  ... on NetworkChanged { network { name phase } }
  ... on NetworkDeleted { networkId }
  ... on ContainerChanged { container { name phase } }
  ... on ContainerDeleted { containerId } 
  ... on ApplyChanged { apply { status commandId } } } }`;

function phaseOf({ data }: Payload): string {
  return String((data?.['containerReadiness'] as { phase: string }).phase);
}

function changeOf({ data }: Payload): Record<string, unknown> {
  return data?.['labChanges'] as Record<string, unknown>;
}

test('sends every phase of a container in order, and ends after DELETED', async () => {
  const ada = await newcomer();
  const labId = await ada.createLab();
  const containerId = await ada.createContainer(labId, 'web');
  const log = ada.subscribe(readiness, { containerId });
  expect(phaseOf(await log.next())).toBe('PENDING');
  // The host may report several phases at once. None is skipped.
  await host.report(containerId, 'CREATED', 'CONNECTED');
  await host.report(containerId, 'RUNNING', 'READY');
  await log.find((event) => phaseOf(event) === 'READY');
  await ada.mutate('stopContainer', { containerId });
  await host.report(containerId, 'STOPPING', 'STOPPED');
  await log.find((event) => phaseOf(event) === 'STOPPED');
  await ada.mutate('deleteContainer', { containerId });
  await host.report(containerId, 'DELETING');
  await host.report(containerId, 'DELETED');
  await log.done();
  expect(log.error).toBeNull();
  const phases = log.events.map(phaseOf).filter((phase, index, all) => phase !== all[index - 1]);
  expect(phases).toEqual([
    'PENDING',
    'CREATED',
    'CONNECTED',
    'RUNNING',
    'READY',
    'STOPPING',
    'STOPPED',
    'DELETING',
    'DELETED',
  ]);
  const versions = log.events.map(
    ({ data }) => (data?.['containerReadiness'] as { version: number }).version,
  );
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
});

test('sends DELETED at once for a container that no host knows', async () => {
  const ada = await newcomer();
  const containerId = await ada.createContainer(await ada.createLab(), 'web');
  const log = ada.subscribe(readiness, { containerId });
  await log.next();
  await ada.mutate('deleteContainer', { containerId });
  await log.done();
  expect(log.events.map(phaseOf)).toEqual(['PENDING', 'DELETED']);
});

test('sends the deletion of a lab last, and follows its containers to their end', async () => {
  const ada = await newcomer();
  const labId = await ada.createLab();
  const containerId = await ada.createContainer(labId, 'web');
  await host.report(containerId, 'CREATED', 'READY');
  const lab = ada.subscribe(changes, { labId });
  const container = ada.subscribe(readiness, { containerId });
  await Promise.all([lab.next(), container.next()]);
  await ada.mutate('deleteLab', { labId });
  await lab.done();
  expect(lab.events.map(changeOf).at(-1)).toEqual({ __typename: 'LabDeleted', labId });
  await host.report(containerId, 'DELETED');
  await container.done();
  expect(container.events.map(phaseOf)).toEqual(['READY', 'DELETING', 'DELETED']);
});

test('sends each change of a lab, on every instance', async () => {
  await using other = await startTestServer(aws, prefix);
  const ada = await newcomer();
  const labId = await ada.createLab('watched');
  const elsewhere = other.client();
  clients.push(elsewhere);
  elsewhere.cookie = ada.cookie;
  const log = elsewhere.subscribe(changes, { labId });
  expect(changeOf(await log.next())).toEqual({
    __typename: 'LabUpdated',
    lab: { name: 'watched', revision: 1 },
  });
  await ada.mutate('updateLab', { labId, name: 'renamed' });
  expect(changeOf(await log.next())).toEqual({
    __typename: 'LabUpdated',
    lab: { name: 'renamed', revision: 2 },
  });
  const networkId = await ada.createNetwork(labId, 'lan');
  const next = (type: string) => log.find((event) => changeOf(event)['__typename'] === type).then(changeOf);
  expect(await next('NetworkChanged')).toMatchObject({ network: { name: 'lan', phase: 'PENDING' } });
  const containerId = await ada.createContainer(labId, 'web', [networkId]);
  expect(await next('ContainerChanged')).toMatchObject({ container: { name: 'web', phase: 'PENDING' } });
  await host.report(containerId, 'READY');
  expect(await next('ContainerChanged')).toMatchObject({ container: { phase: 'READY' } });
  await ada.mutate('deleteContainer', { containerId });
  expect(await next('ContainerChanged')).toMatchObject({ container: { phase: 'DELETING' } });
  await host.report(containerId, 'DELETED');
  expect(await next('ContainerDeleted')).toEqual({ __typename: 'ContainerDeleted', containerId });
  await ada.mutate('deleteNetwork', { networkId });
  expect(await next('NetworkDeleted')).toEqual({ __typename: 'NetworkDeleted', networkId });
});

test('sends changes of an apply', async () => {
  const ada = await newcomer();
  const labId = await ada.createLab();
  const log = ada.subscribe(changes, { labId });
  await log.next();
  const applyId = '01J00000000000000000000001';
  await server.stores.applies.put({
    applyId,
    labId,
    revision: 1,
    hostId: 'i-1',
    commandId: 'cmd-1',
    status: 'SENT',
    output: null,
    errorOutput: null,
    requestedAt: new Date().toISOString(),
    sentAt: new Date().toISOString(),
    finishedAt: null,
    expiresAt: Math.floor(Date.now() / 1000) + 60,
  });
  await host.publish({ type: 'apply', labId, applyId });
  expect(changeOf(await log.next())).toEqual({
    __typename: 'ApplyChanged',
    apply: { status: 'SENT', commandId: 'cmd-1' },
  });
});

test('sends the containers of all labs, including labs created later', async () => {
  const ada = await newcomer();
  const first = await ada.createContainer(await ada.createLab(), 'first');
  const log = ada.subscribe('subscription { viewerReadiness { phase container { name } } }');
  const seen = (name: string, phase: string) =>
    log.find(
      ({ data }) =>
        JSON.stringify(data?.['viewerReadiness']) === JSON.stringify({ phase, container: { name } }),
    );
  await seen('first', 'PENDING');
  const later = await ada.createContainer(await ada.createLab(), 'later');
  await seen('later', 'PENDING');
  await host.report(later, 'READY');
  await seen('later', 'READY');
  await host.report(first, 'FAILED');
  await seen('first', 'FAILED');
});

test('sends the end of every container of a lab that is gone at once', async () => {
  const ada = await newcomer();
  const labId = await ada.createLab();
  const ids = [await ada.createContainer(labId, 'one'), await ada.createContainer(labId, 'two')];
  const log = ada.subscribe('subscription { viewerReadiness { phase container { id } } }');
  const seen = (id: string, phase: string) =>
    log.find(
      ({ data }) =>
        JSON.stringify(data?.['viewerReadiness']) === JSON.stringify({ phase, container: { id } }),
    );
  for (const id of ids) await seen(id, 'PENDING');
  await ada.mutate('deleteLab', { labId });
  for (const id of ids) await seen(id, 'DELETED');
});

test.each([
  ['a lab', changes, 'labId', 'lab'],
  ['a container', readiness, 'containerId', 'container'],
])('answers NOT_FOUND for %s of another user', async (_name, query, variable, kind) => {
  const ada = await newcomer();
  const labId = await ada.createLab();
  const containerId = await ada.createContainer(labId, 'web');
  const eve = await newcomer();
  for (const id of [kind === 'lab' ? labId : containerId, 'nonsense']) {
    const log = eve.subscribe(query, { [variable]: id });
    await log.done();
    expect(log.error).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  }
});

test('sends the current state to a client that reconnects', async () => {
  const ada = await newcomer();
  const containerId = await ada.createContainer(await ada.createLab(), 'web');
  const before = ada.subscribe(readiness, { containerId });
  await before.next();
  await ada.close();
  await before.done();
  await host.report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  const after = ada.subscribe(readiness, { containerId });
  expect(phaseOf(await after.next())).toBe('READY');
});

test('shares each execution among a hundred equal subscriptions', async () => {
  const ada = await newcomer();
  const labId = await ada.createLab();
  const containerId = await ada.createContainer(labId, 'web');
  const socket = ada.socket();
  const logs = Array.from({ length: 50 }, () => ada.subscribe(readiness, { containerId }, socket));
  const others = ada.socket();
  logs.push(...Array.from({ length: 50 }, () => ada.subscribe(readiness, { containerId }, others)));
  await Promise.all(logs.map((log) => log.next()));
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  await expect.poll(metrics).toMatch(/^pineapple_subscription_groups 1$/m);
  await expect.poll(metrics).toMatch(/^pineapple_subscribers 100$/m);
  await host.report(containerId, 'READY');
  const events = await Promise.all(logs.map((log) => log.next()));
  expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(1);
});
