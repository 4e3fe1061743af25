import { ReportingHost } from '@pineapple/test-kit/hosts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

async function labOfTwo() {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const dual = await ada.createNetwork(labId, 'dual', {
    ipv4Subnet: '10.9.0.0/24',
    ipv6Subnet: '2001:db8::/64',
  });
  const plain = await ada.createNetwork(labId, 'plain', { plain: true });
  return { ada, labId, dual, plain };
}

test('gives an interface the next free addresses, those that are chosen, or none', async () => {
  const { ada, labId, dual, plain } = await labOfTwo();
  const create = (name: string, ...networks: readonly object[]) =>
    ada.mutate('createContainer', { labId, name, image: 'host', networks });
  expect(await create('a', { networkId: dual }, { networkId: plain })).toMatchObject({
    container: {
      interfaces: [
        { name: 'eth0', ipv4Address: '10.9.0.10', ipv6Address: '2001:db8::10' },
        { name: 'eth1', ipv4Address: null, ipv6Address: null, macAddress: expect.stringMatching(/^06:/) },
      ],
    },
  });
  const chosen = {
    networkId: dual,
    ipv6Address: '2001:DB8:0::FF',
    macAddress: '0A-00-00-00-00-01',
    interfaceName: 'swp1',
    addressed: false,
  };
  expect(await create('b', chosen)).toMatchObject({
    container: {
      interfaces: [
        {
          name: 'swp1',
          ipv4Address: null,
          ipv6Address: '2001:db8::ff',
          macAddress: '0a:00:00:00:00:01',
        },
      ],
    },
  });
  const usual = { ipv4Address: null, ipv6Address: null, macAddress: null, interfaceName: null };
  expect(await create('c', { networkId: dual, ...usual, addressed: null })).toMatchObject({
    container: { interfaces: [{ name: 'eth0', ipv4Address: '10.9.0.11', ipv6Address: '2001:db8::11' }] },
  });
});

test('keeps the name of an interface when another is removed', async () => {
  const { ada, labId, dual, plain } = await labOfTwo();
  const containerId = await ada.createContainer(labId, 'web', [dual, plain]);
  expect(await ada.mutate('disconnectContainer', { containerId, networkId: dual })).toMatchObject({
    container: { interfaces: [{ name: 'eth1', network: { name: 'plain' } }] },
  });
  const back = { containerId, networkId: dual, macAddress: '02:00:00:00:00:07', ipv4Address: '10.9.0.70' };
  expect(await ada.mutate('connectContainer', back)).toMatchObject({
    interface: {
      name: 'eth0',
      ipv4Address: '10.9.0.70',
      ipv6Address: '2001:db8::10',
      macAddress: '02:00:00:00:00:07',
    },
  });
});

test.each([
  ['interfaceName', 'x'.repeat(16), 'has 16 bytes'],
  ['interfaceName', 'lo', 'has a meaning of its own'],
  ['macAddress', '01:00:5e:00:00:01', 'is a multicast address'],
  ['ipv4Address', '10.8.0.1', 'is outside 10.9.0.0/24'],
  ['ipv6Address', '2001:db8:1::1', 'is outside 2001:db8::/64'],
  ['ipv6Address', 'fe80::1%eth0', 'is not an IPv6 address'],
])('reports %s %s at its field', async (field, value, message) => {
  const { ada, labId, dual } = await labOfTwo();
  const networks = [{ networkId: dual, [field]: value }];
  expect(await ada.mutate('createContainer', { labId, name: 'a', image: 'host', networks })).toMatchObject({
    issues: [{ path: ['networks', '0', field], message: expect.stringContaining(message) }],
  });
  const containerId = await ada.createContainer(labId, 'a');
  expect(
    await ada.mutate('connectContainer', { containerId, networkId: dual, [field]: value }),
  ).toMatchObject({ issues: [{ path: [field], message: expect.stringContaining(message) }] });
});

test('refuses an address on a plain network, and says where to set it', async () => {
  const { ada, labId, plain } = await labOfTwo();
  const containerId = await ada.createContainer(labId, 'a');
  expect(
    await ada.mutate('connectContainer', { containerId, networkId: plain, ipv4Address: '10.0.0.1' }),
  ).toMatchObject({
    issues: [{ path: ['ipv4Address'], message: expect.stringContaining('set it inside the container') }],
  });
});

test('answers CONFLICT for a taken name, MAC address or IPv6 address', async () => {
  const { ada, labId, dual, plain } = await labOfTwo();
  const taken = { networkId: dual, ipv6Address: '2001:db8::5', macAddress: '0a:00:00:00:00:01' };
  await ada.mutate('createContainer', { labId, name: 'a', image: 'host', networks: [taken] });
  const containerId = await ada.createContainer(labId, 'b', [plain]);
  for (const wish of [
    { interfaceName: 'eth0' },
    { macAddress: '0A:00:00:00:00:01' },
    { ipv6Address: '2001:db8:0::5' },
  ]) {
    expect(
      await ada.mutate('connectContainer', { containerId, networkId: dual, ...wish }),
      JSON.stringify(wish),
    ).toMatchObject({ code: 'CONFLICT' });
  }
});

test('creates a container with sysctls, and refuses those of the host', async () => {
  const { ada, labId } = await labOfTwo();
  const create = (name: string, sysctls: readonly object[]) =>
    ada.mutate('createContainer', { labId, name, image: 'host', config: { sysctls } });
  const sysctls = [{ name: 'net.ipv4.ip_forward', value: '1' }];
  expect(await create('r1', sysctls)).toMatchObject({ container: { name: 'r1' } });
  expect(await create('r2', [{ name: 'kernel.core_pattern', value: '|/bin/sh' }])).toMatchObject({
    issues: [
      { path: ['config', 'sysctls', '0', 'name'], message: expect.stringContaining("'kernel.core_pattern'") },
    ],
  });
  const query = 'query ($id: ID!) { lab(id: $id) { containers { config { sysctls { name value } } } } }';
  expect(await ada.query(query, { id: labId })).toMatchObject({
    data: { lab: { containers: [{ config: { sysctls } }] } },
  });
});

test('creates a container with its own environment and commands, or says what is wrong', async () => {
  const { ada, labId } = await labOfTwo();
  const create = (name: string, config: object) =>
    ada.mutate('createContainer', { labId, name, image: 'host', config });
  const config = {
    env: [{ name: 'GREETING', value: 'Grüße' }],
    command: ['sleep', 'infinity'],
    exec: ['ip link add br0 type bridge'],
  };
  expect(await create('r1', config)).toMatchObject({ container: { name: 'r1' } });
  expect(await create('r2', { command: null, exec: null })).toMatchObject({ container: { name: 'r2' } });
  expect(await create('r3', { exec: ['true', "echo 'a"] })).toMatchObject({
    issues: [{ path: ['config', 'exec', '1'], message: expect.stringContaining('is not closed') }],
  });
  const query = `query ($id: ID!) {
    lab(id: $id) { containers { config { env { name value } command exec } } }
  }`;
  expect(await ada.query(query, { id: labId })).toMatchObject({
    data: { lab: { containers: [{ config }, { config: { env: [], command: null, exec: [] } }] } },
  });
});

test('has a container wait for others, and refuses a circle', async () => {
  const { ada, labId } = await labOfTwo();
  const create = async (name: string, waitFor: object[]) => {
    const made = await ada.mutate('createContainer', { labId, name, image: 'host', config: { waitFor } });
    return (made['container'] as { id: string } | undefined)?.id ?? made;
  };
  const db = await create('db', []);
  const web = await create('web', [{ containerId: db }]);
  const query = `query ($id: ID!) {
    node(id: $id) { ... on Container { config { waitFor { containerId until container { name } } } } }
  }`;
  const shown = async () => (await ada.query(query, { id: web })).data;
  const waitFor = [{ containerId: db, until: 'READY', container: { name: 'db' } }];
  expect(await shown()).toEqual({ node: { config: { waitFor } } });
  const circle = [{ containerId: web, until: 'RUNNING' }];
  expect(await ada.mutate('updateContainer', { containerId: db, waitFor: circle })).toMatchObject({
    code: 'VALIDATION',
    issues: [
      {
        path: ['waitFor', '0', 'containerId'],
        message: expect.stringContaining("'db' would wait for itself: 'db' → 'web' → 'db'."),
      },
    ],
  });
  expect(await create('x', [{ containerId: 'ctr_none' }])).toMatchObject({ code: 'VALIDATION' });
  await ada.mutate('deleteContainer', { containerId: db });
  expect(await shown()).toMatchObject({ node: { config: { waitFor: [{ container: null }] } } });
  await ada.mutate('undo', { labId });
  expect(await shown()).toEqual({ node: { config: { waitFor } } });
});

test('changes commands of a stop, limits and ports at once, within what the site allows', async () => {
  const { ada, labId } = await labOfTwo();
  const config = {
    onStop: ['rndc stop'],
    ...{ cpus: 0.5, memoryMb: 256 },
    ports: [
      { port: 80, name: 'Shop' },
      { port: 22, name: null },
    ],
  };
  const made = await ada.mutate('createContainer', { labId, name: 'web', image: 'host', config });
  const containerId = (made['container'] as { id: string }).id;
  const query = `query ($id: ID!) {
    node(id: $id) { ... on Container {
      changedSinceStart config { onStop cpus memoryMb ports { port name } }
    } }
  }`;
  const shown = async () => (await ada.query(query, { id: containerId })).data;
  expect(await shown()).toEqual({ node: { changedSinceStart: [], config } });
  const less = { onStop: [], cpus: 0, memoryMb: null, ports: [{ port: 8080 }] };
  expect(await ada.mutate('updateContainer', { containerId, ...less })).toMatchObject({ container: {} });
  const changed = { ...config, onStop: [], cpus: null, ports: [{ port: 8080, name: null }] };
  expect(await shown()).toEqual({ node: { changedSinceStart: [], config: changed } });
  expect(await ada.mutate('updateContainer', { containerId, cpus: 4.01, memoryMb: 2_049 })).toMatchObject({
    code: 'VALIDATION',
    issues: [
      { path: ['cpus'], message: '4.01 processors were given. Give 0.01 to 4, in hundredths, such as 0.5.' },
      { path: ['memoryMb'], message: expect.stringContaining('from 6 to 2048') },
    ],
  });
  await ada.mutate('undo', { labId });
  expect(await shown()).toEqual({ node: { changedSinceStart: [], config } });
});

test('changes the settings of a container, says which wait for its next start, and undoes it', async () => {
  const { ada, labId } = await labOfTwo();
  const config = { env: [{ name: 'A', value: '1' }], command: ['sleep', 'infinity'], exec: ['true'] };
  const made = await ada.mutate('createContainer', { labId, name: 'r1', image: 'host', config });
  const { id: containerId } = made['container'] as { id: string };
  await new ReportingHost(server).report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  const query = `query ($id: ID!) {
    node(id: $id) { ... on Container { phase changedSinceStart config { env { name value } command user exec } } }
  }`;
  const shown = async () => (await ada.query(query, { id: containerId })).data;
  await expect.poll(shown).toMatchObject({ node: { phase: 'READY', changedSinceStart: [], config } });

  const change = {
    entrypoint: ['tini', '--'],
    command: [],
    exec: ['ip link'],
    env: null,
    user: 'nobody',
    workingDir: '/srv',
  };
  expect(await ada.mutate('updateContainer', { containerId, ...change })).toMatchObject({ container: {} });
  expect(await shown()).toMatchObject({
    node: {
      changedSinceStart: ['ENTRYPOINT', 'COMMAND', 'USER', 'WORKING_DIR', 'EXEC'],
      config: { env: config.env, command: null, user: 'nobody', exec: ['ip link'] },
    },
  });
  expect(
    await ada.mutate('updateContainer', { containerId, entrypoint: [], user: '', workingDir: '' }),
  ).toMatchObject({
    container: {},
  });
  expect(await shown()).toMatchObject({
    node: { changedSinceStart: ['COMMAND', 'EXEC'], config: { user: null } },
  });
  await ada.mutate('undo', { labId });
  expect(await ada.mutate('updateContainer', { containerId, exec: ["'"] })).toMatchObject({
    code: 'VALIDATION',
    issues: [{ path: ['exec', '0'] }],
  });
  await ada.mutate('undo', { labId });
  expect(await shown()).toMatchObject({ node: { changedSinceStart: [], config } });

  await ada.mutate('updateContainer', { containerId, ...change });
  await ada.mutate('restartContainer', { containerId });
  expect(await shown()).toMatchObject({ node: { phase: 'PENDING', changedSinceStart: [] } });
});

test('changes the files of a container, and refuses a change that others made meanwhile', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab();
  const motd = { path: '/etc/motd', content: 'one\n' };
  const made = await ada.mutate('createContainer', {
    ...{ labId, name: 'r1', image: 'host' },
    config: { files: [motd] },
  });
  const { id: containerId } = made['container'] as { id: string };
  await new ReportingHost(server).report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  const query = `query ($id: ID!) {
    node(id: $id) { ... on Container { phase filesVersion changedSinceStart config { files { path content mode } exec } } }
  }`;
  interface Shown {
    node: { phase: string; filesVersion: string };
  }
  const shown = async () => (await ada.query(query, { id: containerId })).data as Shown;
  await expect.poll(shown).toMatchObject({ node: { phase: 'READY', changedSinceStart: [] } });
  const { filesVersion } = (await shown()).node;

  const files = [{ ...motd, content: 'two\n', mode: 0o600 }];
  expect(await ada.mutate('updateContainer', { containerId, files, filesVersion })).toMatchObject({
    container: {},
  });
  expect(await shown()).toMatchObject({
    node: { changedSinceStart: ['FILES'], config: { files, exec: [] } },
  });
  const late = { containerId, files: [], exec: ['true'], filesVersion };
  expect(await ada.mutate('updateContainer', late)).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining("'r1' were changed meanwhile"),
  });
  expect(
    await ada.mutate('updateContainer', { containerId, files: [{ ...motd, path: 'etc/motd' }] }),
  ).toMatchObject({ code: 'VALIDATION', issues: [{ path: ['files', '0', 'path'] }] });
  await ada.mutate('undo', { labId });
  expect(await shown()).toMatchObject({
    node: { filesVersion, changedSinceStart: [], config: { files: [{ ...motd, mode: 0o644 }] } },
  });
});
