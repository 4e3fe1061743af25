import { PlacementStore, tableNames } from '@pineapple/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import { RawTerminal } from '@pineapple/test-kit/terminals';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const well = { up: true, reason: null };
const hostIds = ['mi-first', 'mi-second'] as const;
let aws: TestAws;
let server: TestServer;
let placements: PlacementStore;
let streams: Record<(typeof hostIds)[number], ScriptedHost>;
let reporting: Record<(typeof hostIds)[number], ReportingHost>;

beforeAll(async () => {
  aws = await shareTestAws();
  const prefix = await aws.newTables();
  streams = { 'mi-first': await ScriptedHost.start(), 'mi-second': await ScriptedHost.start() };
  server = await startTestServer(aws, prefix, {
    openHostStream: (hostId, purpose) => streams[hostId as keyof typeof streams].open(hostId, purpose),
  });
  placements = new PlacementStore({ documents: aws.documents, table: tableNames(prefix).labs });
  reporting = {
    'mi-first': new ReportingHost(server, 'mi-first'),
    'mi-second': new ReportingHost(server, 'mi-second'),
  };
  await reporting['mi-first'].heartbeat(well, new Date(), '10.9.0.1');
  await reporting['mi-second'].heartbeat(well, new Date(), '10.9.0.2');
});
afterAll(async () => {
  await server.close();
  for (const host of Object.values(streams)) await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

/** A lab with the container `a` on the first host and `b` on the second, both ready. */
async function multiHostLab(ada: TestClient) {
  const { lab } = (await ada.mutate('createLab', { name: 'spread', spread: true })) as {
    lab: { id: string };
  };
  const ids = { a: await ada.createContainer(lab.id, 'a'), b: await ada.createContainer(lab.id, 'b') };
  const desired = await server.stores.labs.get(lab.id, { consistent: true });
  if (!desired) throw new Error('The lab is gone.');
  await placements.place(desired, {
    hosts: hostIds,
    containers: { [ids.a]: 'mi-first', [ids.b]: 'mi-second' },
  });
  await reporting['mi-first'].publish({ type: 'placed', labId: lab.id });
  await reporting['mi-first'].report(ids.a, 'READY');
  await reporting['mi-second'].report(ids.b, 'READY');
  return { labId: lab.id, ids };
}

const seen = async (client: TestClient, labId: string) => {
  const { data } = await client.query(
    'query ($id: ID!) { lab(id: $id) { spread host { id } hosts { id state } containers { name host { id state } } } }',
    { id: labId },
  );
  return (data as { lab: unknown }).lab;
};

describe('a multi-host lab', () => {
  test('shows its hosts, and the host of each container', async () => {
    const ada = await server.signedUp();
    const { labId } = await multiHostLab(ada);
    await expect
      .poll(() => seen(ada, labId))
      .toEqual({
        spread: true,
        host: { id: 'mi-first' },
        hosts: [
          { id: 'mi-first', state: 'READY' },
          { id: 'mi-second', state: 'READY' },
        ],
        containers: [
          { name: 'a', host: { id: 'mi-first', state: 'READY' } },
          { name: 'b', host: { id: 'mi-second', state: 'READY' } },
        ],
      });
    const single = await ada.createLab('single');
    expect(await seen(ada, single)).toEqual({ spread: false, host: null, hosts: [], containers: [] });
  });

  test('reads terminals, logs and statistics from the host of each container', async () => {
    const ada = await server.signedUp();
    const { labId, ids } = await multiHostLab(ada);
    const before = streams['mi-first'].requests.events.length;
    const client = new RawTerminal(server.url, ids.b, ada.headers, { terminal: 'main' });
    await client.control('ready');
    ada.subscribe('subscription ($id: ID!) { containerLogs(containerId: $id) { skipped } }', { id: ids.b });
    ada.subscribe('subscription ($id: ID!) { containerStats(containerId: $id) { at } }', { id: ids.b });
    for (const kind of ['logs', 'stats'])
      await streams['mi-second'].feeds.find(({ path }) => path.startsWith(`/${kind}/${ids.b}`));
    expect(streams['mi-first'].requests.events).toHaveLength(before);

    const { data } = await ada.query(
      'query ($id: ID!) { lab(id: $id) { containers { name terminals { name } } } }',
      { id: labId },
    );
    expect(data).toEqual({
      lab: {
        containers: [
          { name: 'a', terminals: [] },
          { name: 'b', terminals: [{ name: 'main' }] },
        ],
      },
    });
    const closed = await ada.mutate('closeTerminal', { containerId: ids.b, name: 'main' });
    expect(closed).toMatchObject({ __typename: 'CloseTerminalPayload' });
    await ada.close();
  });

  test('can be edited on hosts that answer, and not on one that does not', async () => {
    const ada = await server.signedUp();
    const { labId, ids } = await multiHostLab(ada);
    await expect.poll(() => seen(ada, labId)).toMatchObject({ hosts: [{}, {}] });
    const down = { up: false, reason: 'dockerd is gone' };
    await reporting['mi-second'].heartbeat(down, new Date(), '10.9.0.2');
    await expect
      .poll(() => ada.mutate('restartContainer', { containerId: ids.b }))
      .toMatchObject({ __typename: 'HostError', message: expect.stringContaining('dockerd is gone') });
    expect(await ada.mutate('restartContainer', { containerId: ids.a })).toMatchObject({
      __typename: 'RestartContainerPayload',
    });
    expect(await ada.mutate('deleteLab', { labId })).toMatchObject({ __typename: 'HostError' });
    await reporting['mi-second'].heartbeat(well, new Date(), '10.9.0.2');
  });

  test('leaves all its hosts at its owner’s request once one of them is lost', async () => {
    const ada = await server.signedUp();
    const { labId } = await multiHostLab(ada);
    await expect.poll(() => seen(ada, labId)).toMatchObject({ hosts: [{}, {}] });
    expect(await ada.mutate('moveLab', { labId })).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringContaining("The lab's hosts answer"),
    });
    await reporting['mi-second'].heartbeat(well, new Date(Date.now() - 600_000), '10.9.0.2');
    expect(await ada.mutate('moveLab', { labId })).toMatchObject({ __typename: 'MoveLabPayload' });
    expect(await seen(ada, labId)).toMatchObject({ host: null, hosts: [], containers: [{ host: null }, {}] });
    for (const hostId of hostIds)
      expect((await server.stores.hosts.get(hostId))?.orphans.has(labId)).toBe(true);
    await reporting['mi-second'].heartbeat(well, new Date(), '10.9.0.2');
  });

  test('leaves a drained host that is not its first', async () => {
    const ada = await server.signedUp();
    const grace = await server.operator('grace');
    const { labId } = await multiHostLab(ada);
    expect(await grace.mutate('drainHost', { hostId: 'mi-second' })).toMatchObject({
      __typename: 'DrainHostPayload',
    });
    expect(await server.stores.labs.get(labId, { consistent: true })).toMatchObject({
      placement: { hosts: [] },
    });
    await grace.mutate('uncordonHost', { hostId: 'mi-second' });
  });
});

test('answers canSpread by how many hosts can run part of a lab', async () => {
  const ada = await server.signedUp();
  const asked = async () => ((await ada.query('{ canSpread }')).data as { canSpread: boolean }).canSpread;
  expect(await asked()).toBe(true);
  await reporting['mi-second'].heartbeat(well, new Date(), null);
  expect(await asked()).toBe(false);
  await reporting['mi-second'].heartbeat(well, new Date(), '10.9.0.2');
  expect((await server.client().query('{ canSpread }')).errors?.[0]?.extensions).toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});
