import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, testLimits, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer({
    config: {
      limits: { ...testLimits, labsPerUser: 4, networksPerLab: 3, containersPerLab: 3 },
    },
  });
});

afterAll(() => server.close());

const page = `query ($first: Int, $after: String) { labs(first: $first, after: $after) {
  totalCount nodes { name } edges { cursor node { name } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

test('lists the viewer and their labs, newest first', async () => {
  const ada = await server.signedUp();
  for (const name of ['one', 'two', 'three']) await ada.createLab(name);
  const { data } = await ada.query(
    '{ viewer { username } labs { totalCount nodes { name owner { username } } } }',
  );
  const owner = { username: ada.username };
  expect(data).toEqual({
    viewer: owner,
    labs: {
      totalCount: 3,
      nodes: [
        { name: 'three', owner },
        { name: 'two', owner },
        { name: 'one', owner },
      ],
    },
  });
});

test('pages through labs', async () => {
  const ada = await server.signedUp();
  for (const name of ['one', 'two', 'three']) await ada.createLab(name);
  const first = await ada.query(page, { first: 2 });
  expect(first.data).toMatchObject({
    labs: {
      totalCount: 3,
      nodes: [{ name: 'three' }, { name: 'two' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    },
  });
  const after = (first.data as { labs: { pageInfo: { endCursor: string } } }).labs.pageInfo.endCursor;
  expect((await ada.query(page, { first: 2, after })).data).toMatchObject({
    labs: { nodes: [{ name: 'one' }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
  });
});

test('finds labs by name and folder, a page at a time', async () => {
  const ada = await server.signedUp();
  for (const name of ['Routing one', 'Routing two', 'switching']) {
    const labId = await ada.createLab(name);
    if (name !== 'switching') await ada.mutate('updateLab', { labId, folder: ' Week 1 ' });
  }
  const labs = async (variables: object) => {
    const found = `query ($first: Int, $after: String, $search: String, $folder: String) { labFolders
      labs(first: $first, after: $after, search: $search, folder: $folder) {
        totalCount nodes { name folder } pageInfo { endCursor hasNextPage } } }`;
    return (await ada.query(found, variables as never)).data as {
      labs: { pageInfo: { endCursor: string } };
    };
  };
  const first = await labs({ search: 'ROUTING', first: 1 });
  expect(first).toMatchObject({
    labFolders: ['Week 1'],
    labs: {
      totalCount: 2,
      nodes: [{ name: 'Routing two', folder: 'Week 1' }],
      pageInfo: { hasNextPage: true },
    },
  });
  expect(await labs({ search: 'routing', first: 1, after: first.labs.pageInfo.endCursor })).toMatchObject({
    labs: { nodes: [{ name: 'Routing one' }], pageInfo: { hasNextPage: false } },
  });
  expect(await labs({ search: 'week' })).toMatchObject({ labs: { totalCount: 2 } });
  expect(await labs({ folder: '' })).toMatchObject({ labs: { nodes: [{ name: 'switching' }] } });
  expect(await labs({ search: 'none of them' })).toMatchObject({ labs: { totalCount: 0, nodes: [] } });
});

test('keeps instructions, those of a template first', async () => {
  const ada = await server.signedUp();
  const made = await ada.mutate('createLab', { name: 'two', templateId: 'two-hosts' });
  const { id: labId } = made['lab'] as { id: string };
  expect(await ada.mutate('updateLab', { labId, folder: 'x' })).toMatchObject({
    lab: { instructions: expect.stringContaining('$ ping host-2') },
  });
  expect(await ada.mutate('updateLab', { labId, instructions: ' Do it. ' })).toMatchObject({
    lab: { name: 'two', instructions: 'Do it.' },
  });
  expect(await ada.mutate('updateLab', { labId, instructions: '', folder: '' })).toMatchObject({
    lab: { instructions: null, folder: '' },
  });
  const long = { labId, instructions: 'x'.repeat(4001), folder: 'x'.repeat(61) };
  expect(await ada.mutate('updateLab', long)).toMatchObject({
    issues: [{ path: ['folder'] }, { path: ['instructions'] }],
  });
});

test.each([
  ['too many at a time', { first: 101 }, "'first' is 101"],
  ['none at a time', { first: 0 }, "'first' is 0"],
  ['a made-up cursor', { after: 'nonsense' }, 'not a cursor'],
  ['a variable of another type', { first: 'many' }, 'Int cannot represent'],
])('refuses %s as BAD_USER_INPUT', async (_name, variables, message) => {
  const { errors } = await (await server.signedUp()).query(page, variables);
  expect(errors?.[0]).toMatchObject({
    message: expect.stringContaining(message),
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('renames and deletes a lab', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('before');
  expect(await ada.mutate('updateLab', { labId, name: ' after ' })).toMatchObject({
    lab: { id: labId, name: 'after', revision: 2 },
  });
  expect(await ada.mutate('updateLab', { labId })).toMatchObject({ lab: { name: 'after', revision: 2 } });
  expect(await ada.mutate('deleteLab', { labId })).toMatchObject({ deletedLabId: labId });
  expect((await ada.query('query ($id: ID!) { lab(id: $id) { id } }', { id: labId })).data).toEqual({
    lab: null,
  });
  expect((await ada.query('{ labs { totalCount nodes { id } } }')).data).toEqual({
    labs: { totalCount: 0, nodes: [] },
  });
  expect(await ada.mutate('deleteLab', { labId })).toMatchObject({ code: 'NOT_FOUND' });
  // The name of a lab does not concern its host.
  expect(server.applied.filter((id) => id === labId)).toHaveLength(2);
});

test("keeps names unique among a user's labs, and frees the name of a deleted lab", async () => {
  const ada = await server.signedUp();
  const first = await ada.createLab('same');
  const second = await ada.createLab('other');
  expect(await ada.mutate('createLab', { name: 'same' })).toMatchObject({ __typename: 'ConflictError' });
  expect(await ada.mutate('updateLab', { labId: second, name: 'same' })).toMatchObject({
    __typename: 'ConflictError',
    message: expect.stringContaining("'same'"),
  });
  await ada.mutate('deleteLab', { labId: first });
  expect(await ada.mutate('updateLab', { labId: second, name: 'same' })).toMatchObject({
    lab: { name: 'same' },
  });
  expect(await (await server.signedUp()).mutate('createLab', { name: 'same' })).toMatchObject({
    __typename: 'CreateLabPayload',
  });
});

test('reports an empty or too long name at its field', async () => {
  const ada = await server.signedUp();
  for (const name of ['  ', 'x'.repeat(61)]) {
    expect(await ada.mutate('createLab', { name })).toMatchObject({ issues: [{ path: ['name'] }] });
  }
});

test('enforces the quotas of labs, networks and containers', async () => {
  const ada = await server.signedUp();
  const labs = [];
  for (const name of ['1', '2', '3', '4']) labs.push(await ada.createLab(name));
  expect(await ada.mutate('createLab', { name: '5' })).toMatchObject({ code: 'QUOTA', limit: 4, used: 4 });
  const labId = labs[0] ?? '';
  for (const name of ['a', 'b', 'c']) await ada.createNetwork(labId, name);
  expect(await ada.mutate('createNetwork', { labId, name: 'd' })).toMatchObject({ limit: 3, used: 3 });
  for (const name of ['a', 'b', 'c']) await ada.createContainer(labId, name);
  expect(await ada.mutate('createContainer', { labId, name: 'd', image: 'host' })).toMatchObject({
    code: 'QUOTA',
    limit: 3,
  });
});

test("treats another user's lab and everything in it as missing", async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('private');
  const networkId = await ada.createNetwork(labId, 'lan');
  const containerId = await ada.createContainer(labId, 'web', [networkId]);
  const eve = await server.signedUp();
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  for (const id of [labId, networkId, containerId]) {
    expect((await eve.query(node, { id })).data).toEqual({ node: null });
  }
  expect((await eve.query('query ($id: ID!) { lab(id: $id) { id } }', { id: labId })).data).toEqual({
    lab: null,
  });
  const tries: [string, object][] = [
    ['updateLab', { labId, name: 'mine' }],
    ['updateLab', { labId }],
    ['deleteLab', { labId }],
    ['createNetwork', { labId, name: 'x' }],
    ['deleteNetwork', { networkId }],
    ['createContainer', { labId, name: 'x', image: 'host' }],
    ['startContainer', { containerId }],
    ['stopContainer', { containerId }],
    ['restartContainer', { containerId }],
    ['deleteContainer', { containerId }],
    ['connectContainer', { containerId, networkId }],
    ['disconnectContainer', { containerId, networkId }],
  ];
  for (const [name, input] of tries) {
    const result = await eve.mutate(name, input);
    expect(result, name).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
  }
  expect(await server.stores.labs.get(labId)).toMatchObject({ revision: 3, name: 'private' });
});

test('finds every object by its id', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('nodes');
  const networkId = await ada.createNetwork(labId, 'lan');
  const containerId = await ada.createContainer(labId, 'web', [networkId]);
  const userId = (await server.stores.users.getByUsername(ada.username))?.id ?? '';
  const query = `query ($id: ID!) { node(id: $id) { __typename id
    ... on Lab { name } ... on Network { name lab { id } } ... on Container { name lab { id } }
    ... on User { username } ... on Image { name } } }`;
  const found = async (id: string) => (await ada.query(query, { id })).data;
  expect(await found(labId)).toEqual({ node: { __typename: 'Lab', id: labId, name: 'nodes' } });
  expect(await found(networkId)).toEqual({
    node: { __typename: 'Network', id: networkId, name: 'lan', lab: { id: labId } },
  });
  expect(await found(containerId)).toEqual({
    node: { __typename: 'Container', id: containerId, name: 'web', lab: { id: labId } },
  });
  expect(await found(userId)).toEqual({ node: { __typename: 'User', id: userId, username: ada.username } });
  expect(await found('img_router')).toEqual({
    node: { __typename: 'Image', id: 'img_router', name: 'router' },
  });
  for (const id of [
    '',
    'lab_zzzzzzzzzzzz',
    'img_none',
    'usr_zzzzzzzzzzzz',
    '../../etc',
    `ctr_${'z'.repeat(19)}`,
  ]) {
    expect(await found(id), id).toEqual({ node: null });
  }
});

test('does not show an apply that was never sent as pending for ever', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('left behind');
  const record = { labId, revision: 1, hostId: 'i-1', commandId: null, status: 'PENDING' as const };
  const empty = { output: null, errorOutput: null, sentAt: null, finishedAt: null };
  const expiresAt = Math.floor(Date.now() / 1000) + 3600;
  for (const [applyId, age] of [
    ['01J00000000000000000000001', 60_000],
    ['01J00000000000000000000002', 0],
  ] as const) {
    const requestedAt = new Date(Date.now() - age).toISOString();
    await server.stores.applies.put({ ...record, ...empty, expiresAt, applyId, requestedAt });
  }
  const query = 'query ($id: ID!) { lab(id: $id) { applies { status errorOutput durationMs } } }';
  const { data } = await ada.query(query, { id: labId });
  expect(data).toEqual({
    lab: {
      applies: [
        { status: 'PENDING', errorOutput: null, durationMs: null },
        {
          status: 'FAILED',
          errorOutput: 'The command was never sent because the apply-lab function ended early.',
          durationMs: 45_000,
        },
      ],
    },
  });
});

test('lists the applies of a lab, newest first', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('debugged');
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  for (const [revision, applyId] of ['01J00000000000000000000001', '01J00000000000000000000002'].entries()) {
    await server.stores.applies.put({
      applyId,
      labId,
      revision: revision + 1,
      hostId: 'i-1',
      commandId: `cmd-${revision}`,
      status: 'SUCCESS',
      output: '{}',
      errorOutput: null,
      requestedAt: at(0),
      sentAt: at(10),
      finishedAt: at(250),
      expiresAt: Math.floor(Date.now() / 1000) + 3600,
    });
  }
  const query = `query ($id: ID!, $first: Int) { lab(id: $id) {
    applies(first: $first) { id revision commandId status durationMs } } }`;
  const { data } = await ada.query(query, { id: labId });
  expect(data).toMatchObject({
    lab: { applies: [{ revision: 2, commandId: 'cmd-1', status: 'SUCCESS' }, { revision: 1 }] },
  });
  const { errors } = await ada.query(query, { id: labId, first: 51 });
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
});
