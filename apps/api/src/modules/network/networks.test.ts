import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

async function emptyLab() {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  return { ada, labId };
}

test.each([
  [{}, { ipv4Subnet: '10.0.1.0/24', ipv6Subnet: null, plain: false, mtu: 1500, internet: false }],
  [
    { ipv4Subnet: null, plain: null, mtu: null, internet: null },
    { ipv4Subnet: '10.0.1.0/24', plain: false, mtu: 1500, internet: false },
  ],
  [
    { plain: true, mtu: 9500 },
    { ipv4Subnet: null, ipv6Subnet: null, plain: true, mtu: 9500 },
  ],
  [
    { ipv4Subnet: '195.11.14.0/24', ipv6Subnet: '2001:0DB8:0::/64' },
    { ipv4Subnet: '195.11.14.0/24', ipv6Subnet: '2001:db8::/64', plain: false },
  ],
  [{ ipv6Subnet: 'FD00::/64' }, { ipv4Subnet: null, ipv6Subnet: 'fd00::/64', plain: false }],
  [
    { ipv4Subnet: '10.0.0.0/31', internet: true },
    { ipv4Subnet: '10.0.0.0/31', internet: true },
  ],
])('creates a network of %j', async (input, network) => {
  const { ada, labId } = await emptyLab();
  expect(await ada.mutate('createNetwork', { labId, name: 'lan', ...input })).toMatchObject({ network });
});

test.each([
  [
    { ipv4Subnet: '203.0.113.0/24', internet: true },
    'ipv4Subnet',
    "'203.0.113.0/24' is not a private subnet",
  ],
  [{ ipv4Subnet: '100.64.1.0/24', internet: true }, 'ipv4Subnet', 'which hosts use for egress'],
  [{ ipv6Subnet: 'fe80::/64' }, 'ipv6Subnet', "'fe80::/64' is in fe80::/10"],
  [{ plain: true, internet: true }, 'internet', 'Egress needs an IPv4 subnet'],
  [{ plain: true, ipv4Subnet: '10.0.1.0/24' }, 'plain', 'A plain network has no subnets'],
  [{ mtu: 67 }, 'mtu', 'The MTU is 67.'],
  [{ mtu: 1279, ipv6Subnet: 'fd00::/64' }, 'mtu', 'IPv6 needs at least 1280'],
])('refuses a network of %j at the field that is wrong', async (input, field, message) => {
  const { ada, labId } = await emptyLab();
  expect(await ada.mutate('createNetwork', { labId, name: 'lan', ...input })).toMatchObject({
    __typename: 'ValidationError',
    issues: [{ path: [field], message: expect.stringContaining(message) }],
  });
});

test('answers CONFLICT for an IPv6 subnet that overlaps another', async () => {
  const { ada, labId } = await emptyLab();
  await ada.createNetwork(labId, 'one', { ipv6Subnet: 'fd00::/64' });
  expect(await ada.mutate('createNetwork', { labId, name: 'two', ipv6Subnet: 'fd00::/48' })).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining("network 'one'"),
  });
});

test('changes the MTU of a network, tells its host and its watchers, and undoes it', async () => {
  const { ada, labId } = await emptyLab();
  const networkId = await ada.createNetwork(labId, 'lan', { ipv6Subnet: 'fd00::/64' });
  const watched = ada.subscribe(
    `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
      ... on NetworkChanged { network { mtu } } } }`,
    { labId },
  );
  await watched.next();
  const applied = server.applied.length;
  expect(await ada.mutate('updateNetwork', { networkId, mtu: 9000 })).toMatchObject({
    network: { mtu: 9000, internet: false },
  });
  await watched.next();
  expect(await watched.next()).toMatchObject({ data: { labChanges: { network: { mtu: 9000 } } } });
  expect(server.applied.length).toBeGreaterThan(applied);
  expect(await ada.mutate('updateNetwork', { networkId, mtu: 1000 })).toMatchObject({
    __typename: 'ValidationError',
    issues: [{ path: ['mtu'], message: expect.stringContaining('IPv6 needs at least 1280') }],
  });
  expect(await ada.mutate('updateNetwork', { networkId, internet: true })).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining("Network 'lan' has no IPv4 subnet"),
  });
  expect(await ada.mutate('undo', { labId })).toMatchObject({ label: 'Set the MTU of lan to 9000' });
  expect(
    await ada.query('query ($id: ID!) { lab(id: $id) { networks { mtu } } }', { id: labId }),
  ).toMatchObject({ data: { lab: { networks: [{ mtu: 1500 }] } } });
  await ada.close();
});
