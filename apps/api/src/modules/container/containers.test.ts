import { afterAll, beforeAll, expect, test } from 'vitest';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

async function labWithNetwork() {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const networkId = await ada.createNetwork(labId, 'lan', { ipv4Subnet: '10.9.0.0/24' });
  return { ada, labId, networkId };
}

test('adds and removes networks', async () => {
  const { ada, labId, networkId } = await labWithNetwork();
  expect(await ada.mutate('createNetwork', { labId, name: 'dmz', internet: true })).toMatchObject({
    network: { name: 'dmz', ipv4Subnet: '10.0.1.0/24', internet: true, phase: 'PENDING' },
  });
  expect(await ada.mutate('deleteNetwork', { networkId })).toMatchObject({ deletedNetworkId: networkId });
  const { data } = await ada.query('query ($id: ID!) { lab(id: $id) { networks { name } } }', { id: labId });
  expect(data).toEqual({ lab: { networks: [{ name: 'dmz' }] } });
});

test('adds and removes containers', async () => {
  const { ada, labId, networkId } = await labWithNetwork();
  const added = await ada.mutate('createContainer', {
    labId,
    name: 'web-1',
    image: 'web',
    networks: [{ networkId, ipv4Address: '10.9.0.80' }],
  });
  expect(added).toMatchObject({
    container: {
      name: 'web-1',
      phase: 'PENDING',
      image: { name: 'web' },
      interfaces: [{ name: 'eth0', ipv4Address: '10.9.0.80', network: { name: 'lan' } }],
      readiness: { version: 1 },
    },
  });
  const { id: containerId } = added['container'] as { id: string };
  expect(await ada.mutate('deleteContainer', { containerId })).toMatchObject({
    deletedContainerId: containerId,
  });
  const { data } = await ada.query('query ($id: ID!) { lab(id: $id) { containers { name } } }', {
    id: labId,
  });
  expect(data).toEqual({ lab: { containers: [] } });
});

test('attaches a container to a network and detaches it', async () => {
  const { ada, labId, networkId } = await labWithNetwork();
  const containerId = await ada.createContainer(labId, 'host-1');
  expect(await ada.mutate('connectContainer', { containerId, networkId })).toMatchObject({
    interface: { name: 'eth0', ipv4Address: '10.9.0.10', network: { name: 'lan' } },
    container: { interfaces: [{ ipv4Address: '10.9.0.10' }] },
  });
  expect(await ada.mutate('deleteNetwork', { networkId })).toMatchObject({
    __typename: 'ConflictError',
    message: expect.stringContaining('host-1'),
  });
  expect(await ada.mutate('disconnectContainer', { containerId, networkId })).toMatchObject({
    container: { interfaces: [] },
  });
  expect(await ada.mutate('deleteNetwork', { networkId })).toMatchObject({ deletedNetworkId: networkId });
});

test('stops, starts and restarts a container, each only in a suitable state', async () => {
  const { ada, labId } = await labWithNetwork();
  const containerId = await ada.createContainer(labId, 'host-1');
  const host = new ReportingHost(server);
  await host.report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  expect(await ada.mutate('startContainer', { containerId })).toMatchObject({ code: 'CONFLICT' });
  expect(await ada.mutate('stopContainer', { containerId })).toMatchObject({
    container: { phase: 'STOPPING' },
  });
  expect(await ada.mutate('stopContainer', { containerId })).toMatchObject({ code: 'CONFLICT' });
  expect(await ada.mutate('restartContainer', { containerId })).toMatchObject({ code: 'CONFLICT' });
  expect(await ada.mutate('startContainer', { containerId })).toMatchObject({
    container: { phase: 'PENDING' },
  });
  expect(await ada.mutate('restartContainer', { containerId })).toMatchObject({
    container: { phase: 'PENDING' },
  });
});

test.each([
  ['a name that is no host name', { name: 'Web_1' }, ['name']],
  ['an unknown image', { name: 'a', image: 'windows' }, ['image']],
])('reports %s at its field', async (_name, input, path) => {
  const { ada, labId } = await labWithNetwork();
  const result = await ada.mutate('createContainer', { labId, image: 'host', ...input });
  expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path }] });
});

test.each([
  ['outside the subnet', '10.8.0.5'],
  ["the network's own", '10.9.0.0'],
  ['the broadcast address', '10.9.0.255'],
  ['malformed', '10.9.0'],
  ['not even close', 'somewhere'],
])('reports an address that is %s at its field', async (_name, ipv4Address) => {
  const { ada, labId, networkId } = await labWithNetwork();
  const input = { labId, name: 'a', image: 'host', networks: [{ networkId, ipv4Address }] };
  expect(await ada.mutate('createContainer', input)).toMatchObject({
    issues: [{ path: ['networks', '0', 'ipv4Address'], message: expect.stringContaining(ipv4Address) }],
  });
  const containerId = await ada.createContainer(labId, 'a');
  expect(await ada.mutate('connectContainer', { containerId, networkId, ipv4Address })).toMatchObject({
    issues: [{ path: ['ipv4Address'] }],
  });
});

test.each([
  ['malformed', '10.0.0'],
  ['with host bits', '10.0.1.5/24'],
  ['multicast', '224.0.0.0/24'],
  ['loopback', '127.0.0.0/24'],
  ['too small', '10.0.0.0/32'],
])('reports a subnet that is %s at its field', async (_name, ipv4Subnet) => {
  const { ada, labId } = await labWithNetwork();
  expect(await ada.mutate('createNetwork', { labId, name: 'x', ipv4Subnet })).toMatchObject({
    __typename: 'ValidationError',
    issues: [{ path: ['ipv4Subnet'] }],
  });
});

test('answers CONFLICT for a taken name, address, subnet or network', async () => {
  const { ada, labId, networkId } = await labWithNetwork();
  const containerId = await ada.createContainer(labId, 'a', [networkId]);
  const networks = [{ networkId, ipv4Address: '10.9.0.10' }];
  for (const [name, input] of [
    ['createContainer', { labId, name: 'a', image: 'host' }],
    ['createContainer', { labId, name: 'b', image: 'host', networks }],
    ['createNetwork', { labId, name: 'lan' }],
    ['createNetwork', { labId, name: 'x', ipv4Subnet: '10.9.0.128/25' }],
    ['connectContainer', { containerId, networkId }],
  ] as const) {
    expect(await ada.mutate(name, input), JSON.stringify(input)).toMatchObject({ code: 'CONFLICT' });
  }
});

test('names a subnet that is too small for its containers in a conflict', async () => {
  const { ada, labId } = await labWithNetwork();
  const small = await ada.createNetwork(labId, 'small', { ipv4Subnet: '10.7.0.0/30' });
  await ada.createContainer(labId, 'a', [small]);
  await ada.createContainer(labId, 'b', [small]);
  expect(
    await ada.mutate('createContainer', {
      labId,
      name: 'c',
      image: 'host',
      networks: [{ networkId: small }],
    }),
  ).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('10.7.0.0/30') });
});

test('answers NOT_FOUND for a missing network or container', async () => {
  const { ada, labId, networkId } = await labWithNetwork();
  const containerId = await ada.createContainer(labId, 'a');
  const gone = networkId.replace(/.{6}$/, 'aaaaaa');
  for (const [name, input] of [
    ['deleteNetwork', { networkId: gone }],
    ['deleteNetwork', { networkId: 'nonsense' }],
    ['deleteContainer', { containerId: 'nonsense' }],
    ['connectContainer', { containerId, networkId: gone }],
    ['createContainer', { labId, name: 'b', image: 'host', networks: [{ networkId: gone }] }],
  ] as const) {
    expect(await ada.mutate(name, input), JSON.stringify(input)).toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('fits forty networks and fifty containers into a lab', async () => {
  const { ada, labId, networkId } = await labWithNetwork();
  await Promise.all(Array.from({ length: 40 }, (_, index) => ada.createNetwork(labId, `n-${index}`)));
  await Promise.all(Array.from({ length: 50 }, (_, i) => ada.createContainer(labId, `c-${i}`, [networkId])));
  const lab = await server.stores.labs.get(labId, { consistent: true });
  expect(lab?.networks).toHaveLength(41);
  expect(new Set(lab?.networks.map(({ ipv4Subnet }) => ipv4Subnet)).size).toBe(41);
  expect(new Set(lab?.containers.map(({ interfaces }) => interfaces[0]?.ipv4Address)).size).toBe(50);
});
