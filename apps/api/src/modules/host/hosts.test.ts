import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let operator: TestClient;
const well = { up: true, reason: null };
const longAgo = () => new Date(Date.now() - 600_000);

beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables());
  operator = await server.operator('grace');
});
afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

/** A lab with one container on a host of its own, which has just reported. */
async function placedLab(client: TestClient, hostId: string) {
  const host = new ReportingHost(server, hostId);
  await host.heartbeat(well);
  const labId = await client.createLab('lab');
  const made = await client.mutate('createContainer', { labId, name: 'a', image: 'host' });
  expect(made).toMatchObject({ __typename: 'CreateContainerPayload' });
  await server.stores.labs.place(labId, hostId);
  return { host, labId };
}

const hostOf = async (client: TestClient, labId: string) => {
  const { data } = await client.query('query ($id: ID!) { lab(id: $id) { host { id state reason } } }', {
    id: labId,
  });
  return (data as { lab: { host: unknown } }).lab.host;
};

describe('hosts', () => {
  test('lists hosts with their capacity and condition, for operators only', async () => {
    await new ReportingHost(server, 'mi-shown').heartbeat({ up: false, reason: 'dockerd is gone' });
    await new ReportingHost(server, 'mi-silent').heartbeat(well, longAgo());
    const { data, errors } = await operator.query(
      '{ viewer { operator } hosts { id state reason cordoned leftovers room { cpus } limitations } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { operator: true },
      hosts: expect.arrayContaining([
        expect.objectContaining({ id: 'mi-shown', state: 'DOCKER_DOWN', reason: 'dockerd is gone' }),
        expect.objectContaining({ id: 'mi-silent', state: 'LOST', cordoned: false, leftovers: 0 }),
      ]),
    });
  });

  test.each(['{ hosts { id } }', 'mutation { cordonHost(input: {hostId: "mi-1"}) { __typename } }'])(
    'do not exist for anyone else: %s',
    async (document) => {
      const ada = await server.signedUp();
      expect((await ada.query('{ viewer { operator } }')).data).toEqual({ viewer: { operator: false } });
      expect((await ada.query(document)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
      const anonymous = await server.client().query(document);
      expect(anonymous.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  test('places no labs on a cordoned host', async () => {
    await new ReportingHost(server, 'mi-full').heartbeat(well);
    expect(await operator.mutate('cordonHost', { hostId: 'mi-full' })).toMatchObject({
      __typename: 'CordonHostPayload',
    });
    expect(await server.stores.hosts.get('mi-full')).toMatchObject({ cordoned: true });
    await operator.mutate('uncordonHost', { hostId: 'mi-full' });
    expect(await server.stores.hosts.get('mi-full')).toMatchObject({ cordoned: false });
    expect(await operator.mutate('cordonHost', { hostId: 'mi-nowhere' })).toMatchObject({
      __typename: 'NotFoundError',
      message: "There is no host 'mi-nowhere'.",
    });
  });

  test('moves all labs from a drained host', async () => {
    const ada = await server.signedUp();
    const { labId } = await placedLab(ada, 'mi-drained');
    const gone = await ada.createLab('gone');
    await server.stores.labs.place(gone, 'mi-drained');
    await ada.mutate('deleteLab', { labId: gone });
    await expect.poll(async () => (await server.stores.labs.listByHost('mi-drained')).length).toBe(2);
    const { data } = await operator.query(
      'mutation { drainHost(input: {hostId: "mi-drained"}) { ... on DrainHostPayload { movedLabs host { state leftovers } } } }',
    );
    expect(data).toEqual({
      drainHost: { movedLabs: 1, host: { state: 'CORDONED', leftovers: 0 } },
    });
    expect(await server.stores.labs.get(labId, { consistent: true })).toMatchObject({
      placement: { hosts: [] },
      containers: [{ generation: 2 }],
    });
    expect((await server.stores.hosts.get('mi-drained'))?.orphans).toEqual(new Set([labId]));
    expect(server.applied).toContain(labId);
  });
});

describe('the host of a lab', () => {
  test('shows the host and its condition', async () => {
    const ada = await server.signedUp();
    const { host, labId } = await placedLab(ada, 'mi-placed');
    await expect.poll(() => hostOf(ada, labId)).toMatchObject({ id: 'mi-placed', state: 'READY' });
    await host.heartbeat(well, longAgo());
    expect(await hostOf(ada, labId)).toMatchObject({
      state: 'LOST',
      reason: expect.stringContaining('has not reported since'),
    });
  });

  test('recreates a lab elsewhere at its owner’s request once its host is lost', async () => {
    const ada = await server.signedUp();
    const eve = await server.signedUp();
    const { host, labId } = await placedLab(ada, 'mi-lost');
    await expect.poll(() => hostOf(ada, labId)).not.toBeNull();
    expect(await ada.mutate('moveLab', { labId })).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringContaining("The lab's host answers"),
    });
    await host.heartbeat(well, longAgo());
    expect(await eve.mutate('moveLab', { labId })).toMatchObject({ __typename: 'NotFoundError' });
    expect(await ada.mutate('moveLab', { labId })).toMatchObject({ __typename: 'MoveLabPayload' });
    expect(await hostOf(ada, labId)).toBeNull();
    expect((await server.stores.hosts.get('mi-lost'))?.orphans).toEqual(new Set([labId]));
  });
});
