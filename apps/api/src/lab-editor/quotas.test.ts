import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, testLimits, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let prefix: string;
let server: TestServer;
let other: TestServer;

const config = {
  limits: {
    ...testLimits,
    ...{ containersPerUser: 3, networksPerUser: 2, memoryMbPerUser: 1_024, containerMemoryMb: 512 },
  },
};

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
  server = await startTestServer(aws, prefix, { config });
  other = await startTestServer(aws, prefix, { config });
});

afterAll(async () => {
  await server.close();
  await other.close();
  await aws[Symbol.asyncDispose]();
});

const create = (client: TestClient, labId: string, name: string) =>
  client.mutate('createContainer', { labId, name, image: 'host', networks: [] });

/** Creates a container that is switched off, which takes no memory. */
async function createStopped(client: TestClient, labId: string, name: string): Promise<string> {
  const containerId = await client.createContainer(labId, name);
  await client.mutate('stopContainer', { containerId });
  return containerId;
}

async function usageOf(client: TestClient): Promise<Record<string, { used: number; limit: number }>> {
  const quota = '{ used limit }';
  const query = `{ viewer { usage { labs ${quota} containers ${quota} networks ${quota} memoryMb ${quota} } } }`;
  const { data } = await client.query(query);
  return (data as { viewer: { usage: Record<string, { used: number; limit: number }> } }).viewer.usage;
}

test('counts the containers and networks of all labs of a user together', async () => {
  const ada = await server.signedUp();
  const [first, second] = [await ada.createLab(), await ada.createLab()];
  const containerId = await createStopped(ada, first, 'a');
  await createStopped(ada, first, 'b');
  await createStopped(ada, second, 'c');
  await ada.createNetwork(first, 'lan');
  await ada.createNetwork(second, 'lan');
  expect(await create(ada, second, 'd')).toMatchObject({
    __typename: 'QuotaError',
    ...{ code: 'QUOTA', limit: 3, used: 3 },
    message: 'Your labs have 3 containers, and an account may have at most 3. Delete some first.',
  });
  expect(await ada.mutate('createNetwork', { labId: second, name: 'wan' })).toMatchObject({
    ...{ code: 'QUOTA', limit: 2, used: 2 },
  });
  expect(await usageOf(ada)).toEqual({
    labs: { used: 2, limit: 50 },
    containers: { used: 3, limit: 3 },
    networks: { used: 2, limit: 2 },
    memoryMb: { used: 0, limit: 1_024 },
  });
  await ada.mutate('deleteContainer', { containerId });
  expect(await create(ada, second, 'd')).toMatchObject({ container: { name: 'd' } });
  expect(await create(await server.signedUp(), first, 'e')).toMatchObject({ code: 'NOT_FOUND' });
});

test('counts the memory of containers that are switched on', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const containerId = await ada.createContainer(labId, 'a');
  await ada.createContainer(labId, 'b');
  expect(await create(ada, labId, 'c')).toMatchObject({
    ...{ code: 'QUOTA', limit: 1_024, used: 1_024 },
    message: expect.stringContaining('may use 1024 MB of memory'),
  });
  await ada.mutate('stopContainer', { containerId });
  const more = { labId, name: 'c', image: 'host', config: { memoryMb: 513 } };
  expect(await ada.mutate('createContainer', more)).toMatchObject({ code: 'QUOTA', limit: 1_024, used: 512 });
  const made = await ada.mutate('createContainer', { ...more, config: { memoryMb: 256 } });
  const { id } = made['container'] as { id: string };
  expect((await usageOf(ada))['memoryMb']).toEqual({ used: 768, limit: 1_024 });
  expect(await ada.mutate('updateContainer', { containerId: id, memoryMb: 600 })).toMatchObject({
    code: 'QUOTA',
  });
  expect(await ada.mutate('updateContainer', { containerId: id, memoryMb: 0 })).toMatchObject({
    container: {},
  });
  expect(await ada.mutate('startContainer', { containerId })).toMatchObject({ code: 'QUOTA' });
  expect((await usageOf(ada))['memoryMb']).toEqual({ used: 1_024, limit: 1_024 });
});

test('refuses only the edits of a batch that pass a quota', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const made = await Promise.all(['a', 'b', 'c', 'd'].map((name) => create(ada, labId, name)));
  expect(made.filter(({ code }) => code === 'QUOTA')).toHaveLength(2);
});

test('refuses a template that is too large for what is left', async () => {
  const ada = await server.signedUp();
  const name = 'shop';
  expect(await ada.mutate('createLab', { name, templateId: 'web-and-clients' })).toMatchObject({
    code: 'QUOTA',
  });
  expect((await usageOf(ada))['labs']?.used).toBe(0);
});

test('holds for labs that are edited at once on several instances', async () => {
  const ada = await server.signedUp();
  const elsewhere = other.client();
  elsewhere.cookie = ada.cookie;
  const labs = await Promise.all(Array.from({ length: 6 }, () => ada.createLab()));
  const made = await Promise.all(
    labs.map((labId, index) => create(index % 2 === 0 ? ada : elsewhere, labId, 'a')),
  );
  expect(made.filter(({ code }) => code === 'QUOTA')).toHaveLength(4);
  expect((await usageOf(ada))['containers']?.used).toBe(2);
});

test('counts labs from before there were quotas, and keeps what is too much', async () => {
  await using before = await startTestServer(aws, prefix);
  const ada = await before.signedUp();
  const labId = await ada.createLab();
  for (const name of ['a', 'b', 'c', 'd']) await ada.createContainer(labId, name);
  const user = await server.stores.users.getByUsername(ada.username);
  await server.stores.usage.remove(user?.id ?? '');
  ada.url = server.url;
  expect(await create(ada, labId, 'e')).toMatchObject({ code: 'QUOTA', limit: 3, used: 4 });
  expect(await ada.mutate('createNetwork', { labId, name: 'lan' })).toMatchObject({
    network: { name: 'lan' },
  });
});

test('forgets what a process reserved that ended before it stored its edit', async () => {
  let now = new Date();
  await using clocked = await startTestServer(aws, prefix, { config, clock: () => now });
  const ada = await clocked.signedUp();
  const labId = await ada.createLab();
  const user = (await clocked.stores.users.getByUsername(ada.username))?.id ?? '';
  const lost = new Map([[labId, { containers: 3, networks: 0, memoryMb: 0 }]]);
  expect(await clocked.stores.usage.replace(user, lost, null)).not.toBeNull();
  expect(await create(ada, labId, 'a')).toMatchObject({ container: { name: 'a' } });

  const unknown = new Map([['lab_aaaaaaaaaaaa', { containers: 3, networks: 0, memoryMb: 0 }]]);
  await clocked.stores.usage.replace(user, unknown, await clocked.stores.usage.get(user));
  // It may still be about to be stored.
  expect(await create(ada, labId, 'b')).toMatchObject({ code: 'QUOTA' });
  // The store takes the time from the machine.
  now = new Date(Date.now() + 31_000);
  expect(await create(ada, labId, 'b')).toMatchObject({ container: { name: 'b' } });
});
