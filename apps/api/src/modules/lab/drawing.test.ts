import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

async function drawnLab() {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const networkId = await ada.createNetwork(labId, 'lan', { position: { x: 10, y: -20.256 } });
  const containerId = await ada.createContainer(labId, 'web', [networkId]);
  return { ada, labId, networkId, containerId };
}

test('moves networks and containers in one revision, for all clients', async () => {
  const { ada, labId, networkId, containerId } = await drawnLab();
  const watched = ada.subscribe(
    `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
      ... on LabUpdated { lab { revision } }
      ... on NetworkChanged { network { position { x y } } }
      ... on ContainerChanged { container { position { x y } } } } }`,
    { labId },
  );
  await watched.next();
  const moves = [
    { nodeId: networkId, x: 1, y: 2 },
    { nodeId: containerId, x: 3.5, y: 4 },
  ];
  expect(await ada.mutate('moveNodes', { labId, moves })).toMatchObject({
    lab: {
      revision: 4,
      networks: [{ position: { x: 1, y: 2 } }],
      containers: [{ position: { x: 3.5, y: 4 } }],
    },
  });
  expect([await watched.next(), await watched.next(), await watched.next()]).toMatchObject([
    { data: { labChanges: { __typename: 'LabUpdated', lab: { revision: 4 } } } },
    { data: { labChanges: { network: { position: { x: 1, y: 2 } } } } },
    { data: { labChanges: { container: { position: { x: 3.5, y: 4 } } } } },
  ]);
  // Moving them to where they are changes nothing.
  expect(await ada.mutate('moveNodes', { labId, moves })).toMatchObject({ lab: { revision: 4 } });
  await ada.close();
});

test('neither sends a move to the host, nor refuses it while the host is down', async () => {
  const { ada, labId, containerId } = await drawnLab();
  const sent = server.applied.length;
  await ada.mutate('moveNodes', { labId, moves: [{ nodeId: containerId, x: 1, y: 1 }] });
  expect(server.applied).toHaveLength(sent);
  const stored = await server.stores.labs.get(labId, { consistent: true });
  expect(stored).toMatchObject({ revision: 4, hostRevision: 3 });
  expect(await server.stores.labs.markConverged(labId, 3)).toBe(true);
});

test.each([
  ['nowhere', [{ x: 1e7, y: 0 }], ['moves', '0', 'x']],
  [
    'at two places at once',
    [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ],
    ['moves', '1', 'nodeId'],
  ],
  ['by no move', [], ['moves']],
  ['by 201 moves', Array.from({ length: 201 }, () => ({ x: 0, y: 0 })), ['moves']],
])('refuses a position %s', async (_where, places, path) => {
  const { ada, labId, containerId } = await drawnLab();
  const moves = places.map((place) => ({ nodeId: containerId, ...place }));
  expect(await ada.mutate('moveNodes', { labId, moves })).toMatchObject({
    __typename: 'ValidationError',
    issues: [{ path }],
  });
});

test('moves nothing that is not in the lab or not visible to the caller', async () => {
  const { ada, labId } = await drawnLab();
  const other = await drawnLab();
  const moves = [{ nodeId: other.containerId, x: 0, y: 0 }];
  for (const where of [labId, other.labId]) {
    expect(await ada.mutate('moveNodes', { labId: where, moves })).toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('renames a network without touching its containers', async () => {
  const { ada, labId, networkId } = await drawnLab();
  expect(await ada.mutate('renameNetwork', { networkId, name: 'dmz' })).toMatchObject({
    network: { name: 'dmz', position: { x: 10, y: -20.26 } },
  });
  await ada.createNetwork(labId, 'lan');
  expect(await ada.mutate('renameNetwork', { networkId, name: 'lan' })).toMatchObject({ code: 'CONFLICT' });
  expect(await ada.mutate('renameNetwork', { networkId, name: 'La N' })).toMatchObject({
    issues: [{ path: ['name'] }],
  });
  expect(await (await server.signedUp()).mutate('renameNetwork', { networkId, name: 'x' })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('renames a container in place', async () => {
  const { ada, labId, containerId } = await drawnLab();
  expect(await ada.mutate('renameContainer', { containerId, name: 'www' })).toMatchObject({
    container: { id: containerId, name: 'www', interfaces: [{ ipv4Address: '10.0.1.10' }] },
  });
  const lab = await server.stores.labs.get(labId, { consistent: true });
  expect(lab?.containers[0]).toMatchObject({ name: 'www', generation: 1 });
  expect(lab?.hostRevision).toBe(lab?.revision);
});

test('routes hosts through the router on their network, and tells viewers when it comes', async () => {
  const { ada, labId, networkId, containerId } = await drawnLab();
  const watched = ada.subscribe(
    `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
      ... on ContainerChanged { container { name defaultGateway } } } }`,
    { labId },
  );
  await watched.next();
  await ada.mutate('createContainer', { labId, name: 'r1', image: 'router', networks: [{ networkId }] });
  const routed = { name: 'web', defaultGateway: '10.0.1.11' };
  await watched.find(({ data }) => {
    const change = data?.['labChanges'] as { container?: unknown };
    return isDeepStrictEqual({ ...(change.container as object) }, routed);
  });
  const change = (input: object) => ada.mutate('updateContainer', { containerId, ...input });
  expect(await change({ gatewayChoice: 'NONE' })).toMatchObject({
    container: { gatewayChoice: 'NONE', defaultGateway: null },
  });
  expect(await change({ defaultGateway: '10.0.1.99' })).toMatchObject({
    container: { gatewayChoice: 'MANUAL', defaultGateway: '10.0.1.99' },
  });
  for (const input of [{ gatewayChoice: 'MANUAL' }, { defaultGateway: '10.9.9.9' }])
    expect(await change(input)).toMatchObject({ issues: [{ path: ['defaultGateway'] }] });
  expect(await change({})).toMatchObject({ container: { gatewayChoice: 'MANUAL' } });
  expect(await ada.mutate('undo', { labId })).toMatchObject({ label: 'Change the gateway of web' });
  const stranger = await server.signedUp();
  expect(await stranger.mutate('updateContainer', { containerId, gatewayChoice: 'NONE' })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('routes a container to another network by a router, as part of the lab', async () => {
  const { ada, labId, networkId, containerId } = await drawnLab();
  const routes = [{ destination: '10.0.9.0/24', gateway: '10.0.1.21' }];
  await ada.mutate('updateContainer', { containerId, routes });
  const config = { routes: [...routes, { destination: '10.0.8.0/24', gateway: '10.0.1.22' }] };
  await ada.mutate('createContainer', {
    labId,
    name: 'pc',
    image: 'host',
    networks: [{ networkId }],
    config,
  });
  const query =
    'query ($id: ID!) { lab(id: $id) { containers { config { routes { destination gateway } } } history { undoLabel } } }';
  expect((await ada.query(query, { id: labId })).data).toEqual({
    lab: { containers: [{ config: { routes } }, { config }], history: { undoLabel: 'Create pc' } },
  });
  const wrong = [{ destination: '10.0.9.0/24', gateway: '10.7.1.1' }];
  expect(await ada.mutate('updateContainer', { containerId, routes: wrong })).toMatchObject({
    issues: [{ path: ['routes', '0', 'gateway'] }],
  });
  expect(await ada.mutate('updateContainer', { containerId, routes: [] })).toMatchObject({
    container: { name: 'web' },
  });
  const stored = await server.stores.labs.get(labId, { consistent: true });
  expect(stored).toMatchObject({
    hostRevision: stored?.revision,
    containers: [{ config: { routes: [] } }, {}],
  });
});

test('gives a network egress unless a container has the address of its gateway', async () => {
  const { ada, labId, networkId, containerId } = await drawnLab();
  expect(await ada.mutate('updateNetwork', { networkId, internet: true })).toMatchObject({
    network: { internet: true },
  });
  expect(await ada.mutate('updateNetwork', { networkId })).toMatchObject({ network: { internet: true } });
  await ada.mutate('updateNetwork', { networkId, internet: false });
  await ada.mutate('disconnectContainer', { containerId, networkId });
  await ada.mutate('connectContainer', { containerId, networkId, ipv4Address: '10.0.1.1' });
  expect(await ada.mutate('updateNetwork', { networkId, internet: true })).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining("'web'"),
  });
  expect(
    await ada.query('query ($id: ID!) { lab(id: $id) { networks { internet } } }', { id: labId }),
  ).toMatchObject({
    data: { lab: { networks: [{ internet: false }] } },
  });
});

test('copies nodes within a lab and into another lab of the viewer, each as one step', async () => {
  const { ada, labId, networkId, containerId } = await drawnLab();
  const nodeIds = [networkId, containerId];
  const offset = { x: 0, y: 100 };
  const twice = await ada.mutate('copyNodes', { labId, nodeIds, offset });
  expect(twice).toMatchObject({
    nodeIds: [expect.stringMatching(/^net_/), expect.stringMatching(/^ctr_/)],
    lab: {
      revision: 4,
      history: { undoLabel: 'Create lan-2, web-2' },
      networks: [{ name: 'lan' }, { name: 'lan-2', position: { x: 10, y: 79.74 } }],
      containers: [
        { name: 'web', interfaces: [{ ipv4Address: '10.0.1.10' }] },
        { name: 'web-2', interfaces: [{ ipv4Address: '10.0.2.10', network: { name: 'lan-2' } }] },
      ],
    },
  });
  const otherId = await ada.createLab('other');
  expect(await ada.mutate('copyNodes', { labId: otherId, nodeIds, offset })).toMatchObject({
    lab: {
      containers: [{ name: 'web', interfaces: [{ ipv4Address: '10.0.1.10', network: { name: 'lan' } }] }],
    },
  });
});

test('copies nothing of a lab that is not the viewer’s, and nothing into one', async () => {
  const { labId, networkId } = await drawnLab();
  const eve = await server.signedUp();
  const own = await eve.createLab();
  const offset = { x: 0, y: 0 };
  const ofEve = await eve.createNetwork(own, 'mine');
  expect(await eve.mutate('copyNodes', { labId: own, nodeIds: [networkId], offset })).toMatchObject({
    code: 'NOT_FOUND',
    message: `There is no network '${networkId}'.`,
  });
  expect(await eve.mutate('copyNodes', { labId: own, nodeIds: [ofEve, networkId], offset })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await eve.mutate('copyNodes', { labId, nodeIds: [ofEve], offset })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await eve.mutate('copyNodes', { labId: own, nodeIds: [], offset })).toMatchObject({
    issues: [{ path: ['nodeIds'] }],
  });
});

test('joins two containers by a cable in one step, and attaches nothing of another lab', async () => {
  const { ada, labId, containerId } = await drawnLab();
  const other = await ada.createContainer(labId, 'pc', []);
  const cable = { labId, name: 'cable-1', plain: true, containerIds: [containerId, other] };
  expect(await ada.mutate('createNetwork', cable)).toMatchObject({
    network: { name: 'cable-1', plain: true },
  });
  const query = 'query ($id: ID!) { lab(id: $id) { containers { interfaces { name network { name } } } } }';
  expect((await ada.query(query, { id: labId })).data).toEqual({
    lab: {
      containers: [
        {
          interfaces: [
            { name: 'eth0', network: { name: 'lan' } },
            { name: 'eth1', network: { name: 'cable-1' } },
          ],
        },
        { interfaces: [{ name: 'eth0', network: { name: 'cable-1' } }] },
      ],
    },
  });
  await ada.mutate('undo', { labId });
  expect((await ada.query(query, { id: labId })).data).toMatchObject({
    lab: { containers: [{ interfaces: [{ name: 'eth0' }] }, { interfaces: [] }] },
  });
  const eve = await server.signedUp();
  const own = await eve.createLab();
  expect(
    await eve.mutate('createNetwork', { labId: own, name: 'tap', plain: true, containerIds: [containerId] }),
  ).toMatchObject({ code: 'NOT_FOUND' });
});
