import { PlacementStore, tableNames } from '@pineapple/store';
import type { LinkLimit } from '@pineapple/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let placements: PlacementStore;
const none = {
  ...{ delayMs: 0, jitterMs: 0, lossPercent: 0, corruptPercent: 0, duplicatePercent: 0, reorderPercent: 0 },
  rateKbit: null,
};

beforeAll(async () => {
  aws = await shareTestAws();
  const prefix = await aws.newTables();
  server = await startTestServer(aws, prefix);
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
