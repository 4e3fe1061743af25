import { hash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, testLimits, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer({
    config: { limits: { ...testLimits, containersPerUser: 6, containersPerLab: 4 } },
  });
});

afterAll(() => server.close());

const topology = (name: string, nodes: readonly string[]): string => `name: ${name}
topology:
  nodes:
${nodes.map((node) => `    ${node}: { kind: linux, image: alpine, exec: [ip link show] }`).join('\n')}
  links:
    - endpoints: ["${nodes[0]}:eth1", "${nodes[1]}:eth1"]
`;
const filesOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, text]) => ({
    path,
    contentBase64: Buffer.from(text).toString('base64'),
  }));
const pair = (name: string) => filesOf({ 'x.clab.yml': topology(name, ['A', 'b']) });
const labNames = '{ labs { totalCount nodes { name } } }';

test('reads files with dryRun and makes nothing', async () => {
  const ada = await server.signedUp();
  expect(await ada.mutate('importLab', { files: pair('dry'), dryRun: true })).toMatchObject({
    lab: null,
    networkCount: 1,
    containerCount: 2,
    notes: expect.arrayContaining([
      { severity: 'INFO', path: 'x.clab.yml', line: 4, message: "The node 'A' is named 'a'." },
    ]),
  });
  expect((await ada.query(labNames)).data).toMatchObject({ labs: { totalCount: 0 } });
});

test('makes a lab in one revision, applies it once, and exports it so that it can be imported again', async () => {
  const ada = await server.signedUp();
  const { lab } = await ada.mutate('importLab', { files: pair('first') });
  expect(lab).toMatchObject({ name: 'first', revision: 1 });
  const { id } = lab as { id: string };
  expect(server.applied.filter((each) => each === id)).toEqual([id]);
  const stored = await server.stores.labs.get(id, { consistent: true });
  expect(stored?.containers.map(({ name, config }) => [name, config?.exec])).toEqual([
    ['a', ['ip link show']],
    ['b', ['ip link show']],
  ]);
  expect(stored?.networks).toMatchObject([{ name: 'a-b', ipv4Subnet: null, ipv6Subnet: null }]);
  const { data } = await ada.query(
    'query ($id: ID!) { lab(id: $id) { exported(format: PINEAPPLE) { files { path contentBase64 } notes { message } } } }',
    { id },
  );
  const { files } = (data as { lab: { exported: { files: object[] } } }).lab.exported;
  const again = await ada.mutate('importLab', { files, name: 'second' });
  expect(again).toMatchObject({ lab: { name: 'second' }, notes: [] });
  const copy = await server.stores.labs.get((again['lab'] as { id: string }).id, { consistent: true });
  const drawing = (one: typeof copy) => ({
    networks: one?.networks.map(({ name, mtu }) => ({ name, mtu })),
    containers: one?.containers.map(({ name, image, config }) => ({ name, image, config })),
  });
  expect(drawing(copy)).toEqual(drawing(stored));
});

test('makes nothing if a note is an ERROR', async () => {
  const ada = await server.signedUp();
  const broken = topology('broken', ['a', 'b']).replace('b:eth1', 'c:eth1');
  expect(await ada.mutate('importLab', { files: filesOf({ 'x.clab.yml': broken }) })).toMatchObject({
    lab: null,
    notes: expect.arrayContaining([expect.objectContaining({ severity: 'ERROR', line: 7 })]),
  });
  // What only the rules of labs find is a note too.
  const outside =
    'pineapple: 1\nname: x\nnetworks:\n  lan: { ipv4: 10.0.1.0/24 }\ncontainers:\n  a:\n    image: host\n    interfaces: [{ network: lan, ipv4: 10.9.9.9 }]\n';
  expect(await ada.mutate('importLab', { files: filesOf({ 'lab.yaml': outside }) })).toMatchObject({
    lab: null,
    notes: [{ severity: 'ERROR', path: 'lab.yaml', line: 6, message: expect.stringContaining('10.9.9.9') }],
  });
  expect((await ada.query(labNames)).data).toMatchObject({ labs: { totalCount: 0 } });
});

test('refuses a name that is taken or invalid, and content that is not base64', async () => {
  const ada = await server.signedUp();
  await ada.createLab('mine');
  expect(await ada.mutate('importLab', { files: pair('x'), name: 'mine' })).toMatchObject({
    code: 'VALIDATION',
    issues: [{ path: ['name'], message: expect.stringContaining("'mine'") }],
  });
  expect(await ada.mutate('importLab', { files: pair('x'), name: ' ' })).toMatchObject({
    issues: [{ path: ['name'] }],
  });
  expect(
    await ada.mutate('importLab', { files: [{ path: 'x.clab.yml', contentBase64: 'no!' }] }),
  ).toMatchObject({ issues: [{ path: ['files', '0', 'contentBase64'] }] });
});

test('keeps to the quotas of labs and users', async () => {
  const ada = await server.signedUp();
  const five = filesOf({ 'x.clab.yml': topology('five', ['a', 'b', 'c', 'd', 'e']) });
  expect(await ada.mutate('importLab', { files: five, dryRun: true })).toMatchObject({
    code: 'QUOTA',
    limit: 4,
  });
  const four = (name: string) => filesOf({ 'x.clab.yml': topology(name, ['a', 'b', 'c', 'd']) });
  expect(await ada.mutate('importLab', { files: four('one') })).toMatchObject({ lab: { name: 'one' } });
  // A dry run foresees what the other labs of the user leave.
  for (const dryRun of [true, false]) {
    expect(await ada.mutate('importLab', { files: four('two'), dryRun })).toMatchObject({
      code: 'QUOTA',
      limit: 6,
    });
  }
  const two = filesOf({ 'x.clab.yml': topology('two', ['a', 'b']) });
  const { lab } = await ada.mutate('importLab', { files: two });
  const { id: into } = lab as { id: string };
  expect(await ada.mutate('importLab', { files: four('two'), into, dryRun: true })).toMatchObject({
    code: 'QUOTA',
    limit: 6,
  });
  expect(await ada.mutate('importLab', { files: two, into, dryRun: true })).toMatchObject({ changes: [] });
  await ada.mutate('deleteLab', { labId: into });
  expect((await ada.query(labNames)).data).toMatchObject({ labs: { nodes: [{ name: 'one' }] } });
});

test('serves the JSON Schema that an exported file names', async () => {
  const ada = await server.signedUp();
  const id = await ada.createLab();
  const query =
    'query ($id: ID!, $as: LabFileFormat!) { lab(id: $id) { exported(format: $as) { files { contentBase64 } } } }';
  const { data } = await ada.query(query, { id, as: 'PINEAPPLE' });
  const [file] = (data as { lab: { exported: { files: { contentBase64: string }[] } } }).lab.exported.files;
  const [first] = Buffer.from(file?.contentBase64 ?? '', 'base64')
    .toString()
    .split('\n');
  expect(first).toBe('# yaml-language-server: $schema=http://localhost:4000/lab.schema.json');
  const schema = (await (await fetch(`${server.url}/lab.schema.json`)).json()) as object;
  expect(schema).toMatchObject({ type: 'object', required: ['pineapple', 'name'] });
});

test.each(['CONTAINERLAB', 'KATHARA'])('exports as %s, and says what that leaves out', async (format) => {
  const ada = await server.signedUp();
  const { lab } = await ada.mutate('importLab', { files: pair(`as ${format}`) });
  const { id } = lab as { id: string };
  await ada.mutate('updateLab', { labId: id, instructions: 'Look.\nThen ping.' });
  const { data } = await ada.query(
    'query ($id: ID!, $format: LabFileFormat!) { lab(id: $id) { exported(format: $format) { files { path contentBase64 } notes { severity message } } } }',
    { id, format },
  );
  const { files, notes } = (data as { lab: { exported: { files: object[]; notes: object[] } } }).lab.exported;
  expect(notes).toContainEqual({
    severity: 'WARNING',
    message: expect.stringMatching(/^The instructions are left out/),
  });
  const again = await ada.mutate('importLab', { files, name: `again ${format}`, dryRun: true });
  expect(again).toMatchObject({ networkCount: 1, containerCount: 2 });
});

test('needs a sign-in', async () => {
  const { errors } = await server
    .client()
    .query('mutation ($input: ImportLabInput!) { importLab(input: $input) { __typename } }', {
      input: { files: pair('x') },
    });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('makes a lab of several megabytes, and its export makes another', async () => {
  const ada = await server.signedUp();
  const blob = randomBytes(3_000_000);
  const files = [
    ...pair('large').map((file) => ({
      ...file,
      contentBase64: Buffer.from(
        topology('large', ['A', 'b']).replace('exec: [ip link show]', 'binds: ["blob:/opt/blob"]'),
      ).toString('base64'),
    })),
    { path: 'blob', contentBase64: blob.toString('base64') },
  ];
  const { lab } = await ada.mutate('importLab', { files });
  const { id } = lab as { id: string };
  const stored = await server.stores.labs.get(id, { consistent: true });
  const sha256 = hash('sha256', blob);
  expect(stored?.containers[0]?.config?.files).toMatchObject([{ path: '/opt/blob', stored: { sha256 } }]);
  const { data } = await ada.query(
    'query ($id: ID!) { lab(id: $id) { exported(format: PINEAPPLE) { files { path contentBase64 } } } }',
    { id },
  );
  const { exported } = (data as { lab: { exported: { files: object[] } } }).lab;
  const again = await ada.mutate('importLab', { files: exported.files, name: 'large again' });
  expect(again).toMatchObject({ lab: { name: 'large again' }, notes: [] });
});
