import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let prefix: string;
let server: TestServer;

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
  server = await startTestServer(aws, prefix);
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

const names = (count: number, prefixed = 'c') => Array.from({ length: count }, (_, i) => `${prefixed}-${i}`);

test('stores twenty concurrent edits in a few writes and fewer applies', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  await Promise.all(names(20).map((name) => ada.createContainer(labId, name)));
  const lab = await server.stores.labs.get(labId, { consistent: true });
  expect(lab?.containers).toHaveLength(20);
  expect(lab?.revision).toBeLessThanOrEqual(8);
  // One for the empty lab, then at least one for every two writes.
  const applied = server.applied.filter((id) => id === labId).length;
  expect(applied).toBeGreaterThanOrEqual(2);
  expect(applied).toBeLessThanOrEqual(1 + Math.ceil((lab?.revision ?? 0) / 2));
});

test('stores the other edits of a batch when one is refused', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const wanted = ['a', 'b', 'b', 'NOT A NAME', 'c'];
  const results = await Promise.all(
    wanted.map((name) => ada.mutate('createContainer', { labId, name, image: 'host' })),
  );
  const kinds = results.map(({ __typename }) => __typename).sort();
  expect(kinds).toEqual([
    'ConflictError',
    'CreateContainerPayload',
    'CreateContainerPayload',
    'CreateContainerPayload',
    'ValidationError',
  ]);
});

test('loses no edit of two instances', async () => {
  await using other = await startTestServer(aws, prefix);
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const elsewhere = other.client();
  elsewhere.cookie = ada.cookie;
  const lan = await ada.createNetwork(labId, 'lan');
  await Promise.all([
    ...names(10, 'here').map((name) => ada.createContainer(labId, name, [lan])),
    ...names(10, 'there').map((name) => elsewhere.createContainer(labId, name, [lan])),
  ]);
  const lab = await server.stores.labs.get(labId, { consistent: true });
  expect(lab?.containers.map(({ name }) => name).sort()).toEqual(
    [...names(10, 'here'), ...names(10, 'there')].sort(),
  );
  expect(new Set(lab?.containers.map(({ interfaces }) => interfaces[0]?.ipv4Address)).size).toBe(20);
});

test('gives one of two concurrent edits a taken name, and the other a conflict', async () => {
  await using other = await startTestServer(aws, prefix);
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const elsewhere = other.client();
  elsewhere.cookie = ada.cookie;
  const input = { labId, name: 'same', image: 'host' };
  const results = await Promise.all([
    ada.mutate('createContainer', input),
    elsewhere.mutate('createContainer', input),
  ]);
  expect(results.map(({ __typename }) => __typename).sort()).toEqual([
    'ConflictError',
    'CreateContainerPayload',
  ]);
});

test('does not refuse an edit because of a stale lab', async () => {
  await using other = await startTestServer(aws, prefix);
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const first = await ada.createContainer(labId, 'web');
  const elsewhere = other.client();
  elsewhere.cookie = ada.cookie;
  await elsewhere.mutate('deleteContainer', { containerId: first });
  // At once, when this instance may not have the change yet.
  expect(await ada.mutate('createContainer', { labId, name: 'web', image: 'host' })).toMatchObject({
    __typename: 'CreateContainerPayload',
  });
});

test("refuses an edit with the host's reason while its Docker is down", async () => {
  let now = new Date();
  await using clocked = await startTestServer(aws, await aws.newTables(), { clock: () => now });
  const host = new ReportingHost(clocked);
  const ada = await clocked.signedUp();
  const labId = await ada.createLab();
  await clocked.stores.labs.place(labId, host.hostId);
  await host.publish({ type: 'apply', labId, applyId: 'none' });
  await host.heartbeat({ up: true, reason: null }, now);
  const networkId = await ada.createNetwork(labId, 'lan');

  now = new Date(now.getTime() + 5_000);
  await host.heartbeat({ up: false, reason: 'connect ENOENT /var/run/docker.sock' }, now);
  const refused = { __typename: 'HostError', code: 'HOST_UNAVAILABLE' };
  expect(await ada.mutate('createContainer', { labId, name: 'a', image: 'host' })).toMatchObject({
    ...refused,
    message: expect.stringContaining('ENOENT'),
  });
  expect(await ada.mutate('deleteNetwork', { networkId })).toMatchObject(refused);
  expect(await ada.mutate('deleteLab', { labId })).toMatchObject(refused);
  expect(await ada.mutate('updateLab', { labId, name: 'renamed' })).toMatchObject({
    lab: { name: 'renamed' },
  });
  expect(await clocked.stores.labs.get(labId)).toMatchObject({ revision: 3, containers: [] });

  now = new Date(now.getTime() + 5_000);
  await host.heartbeat({ up: true, reason: null }, now);
  await ada.createContainer(labId, 'a');

  now = new Date(now.getTime() + 121_000);
  expect(await ada.mutate('createContainer', { labId, name: 'b', image: 'host' })).toMatchObject({
    ...refused,
    message: expect.stringContaining('121 s ago'),
  });
});

test('keeps a change when neither the bus nor the function can be reached', async () => {
  await using deaf = await startTestServer(aws, prefix, {
    applyLab: () => Promise.reject(new Error('Lambda is away')),
  });
  const ada = await deaf.signedUp();
  const labId = await ada.createLab();
  await ada.createContainer(labId, 'web');
  expect(await deaf.stores.labs.get(labId)).toMatchObject({ revision: 2, containers: [{ name: 'web' }] });
  expect(deaf.logs).toContainEqual(expect.objectContaining({ msg: 'failed to request an apply' }));
});
