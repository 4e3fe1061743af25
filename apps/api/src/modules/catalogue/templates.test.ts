import { randomBytes } from 'node:crypto';
import { emptyConfig, labTemplates } from '@pineapple/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { startTestServer, testLimits, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;

beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables());
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

test('lists templates with a preview without a sign-in', async () => {
  const { data } = await server.client().query(`{ labTemplates {
    id name description networkCount containerCount
    networks { name ipv4Subnet position { x y } }
    containers { name image position { x y } links { network ipv4Address } } } }`);
  expect(data).toMatchObject({
    labTemplates: labTemplates.map(({ id, networks, containers }) => ({
      id,
      networkCount: networks.length,
      containers: containers.map(({ name, interfaces }) => ({ name, links: interfaces })),
    })),
  });
});

test('creates a lab from a template, applies it once, and has nothing to undo', async () => {
  const ada = await server.signedUp();
  const { lab } = await ada.mutate('createLab', { name: 'Mine', templateId: 'ospf-triangle' });
  const { id } = lab as { id: string };
  expect(lab).toMatchObject({ name: 'Mine', revision: 1 });
  expect(server.applied.filter((each) => each === id)).toEqual([id]);
  const { data } = await ada.query(
    `query ($id: ID!) { lab(id: $id) { history { canUndo } networks { name position { x } }
      containers { name config { defaultGateway files { path mode content } } } } }`,
    { id },
  );
  expect(data).toMatchObject({
    lab: {
      history: { canUndo: false },
      networks: expect.arrayContaining([{ name: 'link-12', position: { x: 320 } }]),
      containers: expect.arrayContaining([
        { name: 'host-1', config: { defaultGateway: '10.0.1.1', files: [] } },
        {
          name: 'r1',
          config: {
            defaultGateway: null,
            files: [
              { path: '/etc/frr/frr.conf', mode: 0o640, content: expect.stringContaining('router ospf') },
            ],
          },
        },
      ]),
    },
  });
});

test('restores the config of a template’s container when its deletion is undone', async () => {
  const ada = await server.signedUp();
  const { lab } = await ada.mutate('createLab', { name: 'Mine', templateId: 'bgp-pair' });
  const { id } = lab as { id: string };
  const before = await server.stores.labs.get(id, { consistent: true });
  const router = before?.containers.find(({ name }) => name === 'r1');
  await ada.mutate('deleteContainer', { containerId: router?.id });
  expect(await ada.mutate('undo', { labId: id })).toMatchObject({ label: 'Delete r1' });
  const after = await server.stores.labs.get(id, { consistent: true });
  expect(after?.containers.map(({ config }) => config)).toEqual(
    before?.containers.map(({ config }) => config),
  );
});

test('refuses an unknown template', async () => {
  const ada = await server.signedUp();
  expect(await ada.mutate('createLab', { name: 'Mine', templateId: 'none' })).toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining("'two-hosts'"),
  });
  expect((await ada.query('{ labs { totalCount } }')).data).toEqual({ labs: { totalCount: 0 } });
});

test('creates a container with files and a default gateway, or refuses invalid ones', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const make = (config: object) =>
    ada.mutate('createContainer', { labId, name: 'r1', image: 'router', config });
  expect(
    await make({ files: [{ path: '/etc/../x', content: '' }], defaultGateway: 'nowhere' }),
  ).toMatchObject({
    issues: [{ path: ['config', 'defaultGateway'] }, { path: ['config', 'files', '0', 'path'] }],
  });
  expect(await make({ files: [{ path: '/etc/motd', content: 'Hello' }] })).toMatchObject({
    container: { name: 'r1' },
  });
  const lab = await server.stores.labs.get(labId, { consistent: true });
  expect(lab?.containers[0]?.config).toEqual({
    ...emptyConfig,
    files: [{ path: '/etc/motd', content: 'Hello', mode: 0o644 }],
  });
});

test('refuses what a host command can not carry before storing it', async () => {
  await using large = await startTestServer(aws, await aws.newTables(), {
    config: {
      limits: {
        ...testLimits,
        ...{ containersPerLab: 500, containersPerUser: 500, memoryMbPerUser: 512_000 },
      },
    },
  });
  const ada = await large.signedUp();
  const labId = await ada.createLab();
  const lab = await large.stores.labs.get(labId, { consistent: true });
  if (lab === null) throw new Error('there is no lab');
  const noise = (characters: number): string => randomBytes(characters / 2).toString('hex');
  const files = [1, 2].map((number) => ({ path: `/noise-${number}`, content: noise(12_000), mode: 0o644 }));
  const crowd = Array.from({ length: 380 }, (_, index) => ({
    id: `ctr_${labId.slice(4)}_${noise(6)}`,
    name: `c${noise(60)}`,
    image: 'host',
    power: 'on' as const,
    generation: 1,
    requestedAt: lab.createdAt,
    interfaces: [1, 2, 3].map((link) => ({
      networkId: `net_${labId.slice(4)}_${noise(6)}`,
      name: `eth${link}`,
      ipv4Address: `10.${link}.1.${index % 250}`,
      ipv6Address: null,
      macAddress: `02:${noise(10).replace(/(..)(?=.)/g, '$1:')}`,
    })),
    position: null,
    gateway: null,
    config: index === 0 ? { ...emptyConfig, files } : null,
    createdAt: lab.createdAt,
  }));
  await large.stores.labs.save({ ...lab, containers: crowd }, 1);
  expect(await ada.mutate('createContainer', { labId, name: 'one-more', image: 'host' })).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('command'),
  });
  expect(await large.stores.labs.get(labId, { consistent: true })).toMatchObject({ revision: 2 });
});
