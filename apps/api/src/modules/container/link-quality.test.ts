import { PlacementStore, tableNames } from '@pineapple/store';
import type { LinkLimit } from '@pineapple/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let placements: PlacementStore;
/** How far the server's clock is ahead, in milliseconds. */
let ahead = 0;
const none = {
  ...{ delayMs: 0, jitterMs: 0, lossPercent: 0, corruptPercent: 0, duplicatePercent: 0, reorderPercent: 0 },
  jitterDistribution: 'UNIFORM',
  ...{ lossBurst: 0, lossStartPercent: 0, lossEndPercent: 0, lossBadPercent: 100, lossGoodPercent: 0 },
  ...{ dropEvery: 0, dropMatching: null, blackHoleMtu: null },
  ...{ rateKbit: null, rateBurstBytes: null, rateQueueMs: null },
};

beforeAll(async () => {
  aws = await shareTestAws();
  const prefix = await aws.newTables();
  server = await startTestServer(aws, prefix, { clock: () => new Date(Date.now() + ahead) });
  placements = new PlacementStore({ documents: aws.documents, table: tableNames(prefix).labs });
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

async function labOfOne() {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const networkId = await ada.createNetwork(labId, 'lan');
  const containerId = await ada.createContainer(labId, 'web', [networkId]);
  return { ada, labId, at: { containerId, networkId } };
}

const linkQuery = `query ($id: ID!) { lab(id: $id) { containers { host { linkLimits { impairment direction lacks } }
  interfaces { linkUp quality { toContainer { lossPercent rateKbit } } } } } }`;

test('sets the given directions of a link, and undoes them', async () => {
  const { ada, labId, at } = await labOfOne();
  expect(
    await ada.mutate('setLinkQuality', { ...at, toContainer: { lossPercent: 2.5, rateKbit: 64 } }),
  ).toMatchObject({
    __typename: 'SetLinkQualityPayload',
    interface: {
      name: 'eth0',
      linkUp: true,
      quality: { toContainer: { ...none, lossPercent: 2.5, rateKbit: 64 }, fromContainer: none },
    },
  });
  const down = { ...at, linkUp: false, toContainer: null, fromContainer: { lossPercent: null, rateKbit: 1 } };
  expect(await ada.mutate('setLinkQuality', down)).toMatchObject({
    interface: {
      linkUp: false,
      quality: { toContainer: { lossPercent: 2.5 }, fromContainer: { ...none, rateKbit: 1 } },
    },
  });
  expect(await ada.mutate('undo', { labId })).toMatchObject({ label: 'Change the link of web to lan' });
  expect((await ada.query(linkQuery, { id: labId })).data).toEqual({
    lab: {
      containers: [
        {
          host: null,
          interfaces: [{ linkUp: true, quality: { toContainer: { lossPercent: 2.5, rateKbit: 64 } } }],
        },
      ],
    },
  });
});

test('begins an outage, which the next change ends, and says where a filter does not compile', async () => {
  const { ada, at } = await labOfOne();
  const drops = {
    dropMatching: 'udp port 53',
    dropEvery: 10,
    blackHoleMtu: 1400,
    lossPercent: 2,
    lossBurst: 5,
    ...{ delayMs: 5, jitterMs: 1, jitterDistribution: 'PARETO_NORMAL' },
  };
  expect(
    await ada.mutate('setLinkQuality', { ...at, outage: { downSeconds: 30 }, toContainer: drops }),
  ).toMatchObject({
    interface: {
      linkUp: true,
      quality: { outage: { downSeconds: 30, upSeconds: null }, toContainer: { ...none, ...drops } },
    },
  });
  expect(await ada.mutate('setLinkQuality', { ...at, linkUp: true })).toMatchObject({
    interface: { quality: { outage: null, toContainer: { ...none, ...drops } } },
  });
  expect(
    await ada.mutate('setLinkQuality', {
      ...{ ...at, outage: { downSeconds: 0, upSeconds: 0 } },
      fromContainer: { dropMatching: 'udp prt 53' },
    }),
  ).toMatchObject({
    issues: [
      { path: ['outage', 'downSeconds'] },
      { path: ['outage', 'upSeconds'] },
      {
        path: ['fromContainer', 'dropMatching'],
        message: "The filter does not compile: 'prt' stands at character 5 instead of and, or.",
      },
    ],
  });
});

test('sets several links in one step, and hides labs of others', async () => {
  const { ada, labId, at } = await labOfOne();
  const second = { ...at, containerId: await ada.createContainer(labId, 'db', [at.networkId]) };
  const change = {
    toContainer: { lossStartPercent: 1, lossEndPercent: 30, lossGoodPercent: 0.5 },
    fromContainer: { rateKbit: 64, rateBurstBytes: 3000, rateQueueMs: 50 },
  };
  const input = { labId, links: [at, second], ...change };
  expect(await ada.mutate('setLinkQualities', input)).toMatchObject({
    __typename: 'SetLinkQualitiesPayload',
    lab: { history: { undoLabel: 'Change 2 links' } },
  });
  expect(await ada.mutate('setLinkQuality', second)).toMatchObject({
    interface: {
      quality: {
        toContainer: { ...none, ...change.toContainer },
        fromContainer: { ...none, ...change.fromContainer },
      },
    },
  });
  expect(await ada.mutate('undo', { labId })).toMatchObject({ label: 'Change 2 links' });
  expect(await ada.mutate('setLinkQuality', at)).toMatchObject({
    interface: { quality: { toContainer: none, fromContainer: none } },
  });
  expect(await ada.mutate('setLinkQualities', { ...input, toContainer: { lossPercent: 200 } })).toMatchObject(
    {
      issues: [{ path: ['toContainer', 'lossPercent'], message: 'The loss is 200 %. Give 0 to 100 %.' }],
    },
  );
  const eve = await server.signedUp();
  expect(await eve.mutate('setLinkQualities', input)).toMatchObject({ code: 'NOT_FOUND' });
});

test('leaves an outage out once it is over', async () => {
  const { ada, labId, at } = await labOfOne();
  const outages =
    'query ($id: ID!) { lab(id: $id) { containers { interfaces { quality { outage { downSeconds } } } } } }';
  const outage = async () => {
    const { data } = await ada.query(outages, { id: labId });
    interface Read {
      lab: { containers: [{ interfaces: [{ quality: { outage: object | null } }] }] };
    }
    return (data as unknown as Read).lab.containers[0].interfaces[0].quality.outage;
  };
  await ada.mutate('setLinkQuality', { ...at, outage: { downSeconds: 3_600 } });
  expect(await outage()).toEqual({ downSeconds: 3_600 });
  ahead = 3_600_000;
  try {
    expect(await outage()).toBeNull();
  } finally {
    ahead = 0;
  }
});

test('says what is wrong at its field, and hides labs of others', async () => {
  const { ada, at } = await labOfOne();
  expect(
    await ada.mutate('setLinkQuality', {
      ...at,
      toContainer: { lossPercent: 200 },
      fromContainer: { rateKbit: 0 },
    }),
  ).toMatchObject({
    issues: [
      { path: ['toContainer', 'lossPercent'], message: 'The loss is 200 %. Give 0 to 100 %.' },
      { path: ['fromContainer', 'rateKbit'] },
    ],
  });
  const eve = await server.signedUp();
  expect(await eve.mutate('setLinkQuality', { ...at, linkUp: false })).toMatchObject({ code: 'NOT_FOUND' });
});

test('refuses what the kernel of the host lacks, and shows that before', async () => {
  const { ada, labId, at } = await labOfOne();
  const limits: LinkLimit[] = [{ impairment: 'delay', direction: 'toContainer', lacks: 'netem' }];
  const host = new ReportingHost(server, 'mi-old-kernel');
  await host.heartbeat({ up: true, reason: null }, new Date(), null, limits);
  const lab = await server.stores.labs.get(labId, { consistent: true });
  if (!lab) throw new Error('The lab is gone.');
  await placements.place(lab, { hosts: ['mi-old-kernel'], containers: {} });
  await host.publish({ type: 'placed', labId });
  const shown = [{ impairment: 'DELAY', direction: 'TO_CONTAINER', lacks: 'netem' }];
  await expect
    .poll(async () => (await ada.query(linkQuery, { id: labId })).data)
    .toMatchObject({ lab: { containers: [{ host: { linkLimits: shown } }] } });
  const slow = { ...at, toContainer: { delayMs: 10 } };
  expect(await ada.mutate('setLinkQuality', slow)).toMatchObject({
    code: 'HOST_UNAVAILABLE',
    message:
      'The host can give links no delay to the container, because its kernel lacks netem. Nothing was changed.',
  });
  expect(await ada.mutate('setLinkQuality', { ...at, fromContainer: { delayMs: 10 } })).toMatchObject({
    interface: { quality: { fromContainer: { delayMs: 10 }, toContainer: none } },
  });
});

test('lists presets that it accepts', async () => {
  const { ada, at } = await labOfOne();
  const fields = Object.keys(none).join(' ');
  const { data } = await ada.query(
    `{ linkPresets { id name quality { toContainer { ${fields} } fromContainer { ${fields} } } } }`,
  );
  const { linkPresets } = data as { linkPresets: { id: string; quality: object }[] };
  expect(linkPresets.map(({ id }) => id)).toContain('lte');
  for (const { quality } of linkPresets)
    expect(await ada.mutate('setLinkQuality', { ...at, ...quality })).toMatchObject({
      interface: { quality },
    });
});
