import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { RawSocket, type TestClient } from '@pineapple/test-kit/users';
import { startTestServer, testLimits, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let ada: TestClient;
let labId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables(), {
    socketLimits: { operationsPerSocket: 5, connectionInitMs: 300, anonymousSocketsPerAddress: 3 },
    config: {
      limits: { ...testLimits, networksPerLab: 9, containersPerLab: 9, socketsPerUser: 4 },
    },
  });
  ada = await server.signedUp();
  labId = await ada.createLab();
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

interface ShownError {
  readonly message: string;
  readonly extensions: Record<string, unknown>;
}

/** The error of each transport for an operation. */
async function onBoth(
  query: string,
  variables: object = {},
): Promise<Record<'http' | 'websocket', ShownError[]>> {
  const { errors = [] } = await ada.query(query, variables);
  const socket = await RawSocket.open(server.url, ada.headers);
  const message = await socket.ask('1', query, variables);
  const payload = message['payload'] as ShownError[] | { errors?: ShownError[] };
  // The socket still works.
  expect(await socket.ask('2', '{ viewer { __typename } }')).toMatchObject({ type: 'next' });
  socket.socket.close();
  await socket.closed;
  return {
    http: errors as unknown as ShownError[],
    websocket: Array.isArray(payload) ? payload : (payload.errors ?? []),
  };
}

const repeated = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const deep = `${'containers { lab { '.repeat(6)} id ${'} }'.repeat(6)}`;
const wide = 'containers { interfaces { network { interfaces { container { interfaces { name } } } } } }';

test.each([
  ['deep', `{ lab(id: "x") { ${deep} } }`, 'levels deep; the limit is 10'],
  [
    'deep through fragments',
    `{ lab(id: "x") { ...A } } fragment A on Lab { containers { lab { ...B } } }
     fragment B on Lab { containers { lab { ...C } } } fragment C on Lab { ${deep} }`,
    'levels deep; the limit is 10',
  ],
  ['full of aliases', `{ ${repeated(31, (i) => `a${i}: images { name }`)} }`, '31 aliases; the limit is 30'],
  [
    'full of aliased mutations',
    `mutation { ${repeated(31, (i) => `a${i}: signOut { signedOut }`)} }`,
    '31 aliases; the limit is 30',
  ],
  [
    'full of directives',
    `{ images { name ${repeated(7, () => '@skip(if: false)')} } }`,
    'can only be used once',
  ],
  [
    'full of directives on many fields',
    `{ images { ${repeated(21, () => 'name @skip(if: false)')} } }`,
    '21 directives; the limit is 20',
  ],
  ['too much to answer', `{ lab(id: "x") { ${wide} } }`, 'objects; the limit is 20000'],
  [
    'too much to answer for a page',
    '{ labs(first: 100) { nodes { containers { interfaces { name } } } } }',
    'objects; the limit is 20000',
  ],
  ['too long', `{ ${repeated(1600, () => 'a')} }`, 'more that 1500 tokens'],
  ['endlessly nested', `{ a ${'{ a '.repeat(20_000)}`, 'more that 1500 tokens'],
  ['no GraphQL', '{ viewer {', 'Syntax Error'],
  ['about a field there is not', '{ viewr { id } }', 'Cannot query field "viewr" on type "Query".'],
])(
  'refuses an operation that is %s on both transports, with the same message',
  async (_name, query, message) => {
    const errors = await onBoth(query);
    expect(errors.http[0]).toMatchObject({ message: expect.stringContaining(message) });
    expect(errors.http[0]?.extensions['code']).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
    expect(errors.websocket[0]?.message).toBe(errors.http[0]?.message);
    expect(errors.websocket[0]?.extensions).toEqual(errors.http[0]?.extensions);
  },
);

test('counts the page size from a variable', async () => {
  const query = `query ($first: Int!) { labs(first: $first) { nodes { containers { interfaces { name } } } } }`;
  expect(await onBoth(query, { first: 5 })).toEqual({ http: [], websocket: [] });
  const errors = await onBoth(query, { first: 100 });
  expect(errors.http[0]?.message).toContain('objects; the limit is 20000');
  expect(errors.websocket[0]?.message).toBe(errors.http[0]?.message);
});

test('counts the page size from the default of a variable', async () => {
  const query = `query ($first: Int! = 100) { labs(first: $first) { nodes { containers { interfaces { name } } } } }`;
  const errors = await onBoth(query);
  expect(errors.http[0]?.message).toContain('objects; the limit is 20000');
  expect(errors.websocket[0]?.message).toBe(errors.http[0]?.message);
  expect(await onBoth(query, { first: 5 })).toEqual({ http: [], websocket: [] });
});

test('answers an unknown operation name as an error of the caller on both transports', async () => {
  const query = 'query Mine { viewer { id } }';
  const answer = await ada.send({ query, operationName: 'Other' });
  const socket = await RawSocket.open(server.url, ada.headers);
  const reply = await socket.ask('1', query, {}, 'Other');
  socket.socket.close();
  await socket.closed;
  const expected = {
    message: "There is no operation 'Other' in the document. Choose from 'Mine'.",
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  };
  expect(answer).toMatchObject({ status: 200, errors: [expected] });
  expect(reply).toMatchObject({ type: 'error', payload: [expected] });
});

test('asks for the operation name if the document has several operations', async () => {
  const query = 'query One { viewer { id } } query Two { viewer { id } }';
  const { errors = [] } = await ada.send({ query });
  expect(errors).toMatchObject([
    {
      message: "The document has several operations. Set operationName to one of 'One', 'Two'.",
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    },
  ]);
});

test('answers a subscription by POST as an error of the caller', async () => {
  const answer = await ada.query('subscription { viewerReadiness { phase } }');
  expect(answer).toMatchObject({
    status: 200,
    errors: [
      {
        message: expect.stringContaining('Open a WebSocket'),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
});

const longIdMutations = (id: string): readonly (readonly [string, object])[] => [
  ['updateLab', { labId: id, name: 'x' }],
  ['deleteLab', { labId: id }],
  ['moveNodes', { labId: id, moves: [] }],
  ['createAnnotation', { labId: id, kind: 'NOTE', position: { x: 0, y: 0 } }],
  ['deleteAnnotation', { annotationId: id }],
  ['undo', { labId: id }],
  ['redo', { labId: id }],
  ['createNetwork', { labId: id, name: 'x' }],
  ['createContainer', { labId: id, name: 'x', image: 'host', networks: [] }],
  ['moveLab', { labId: id }],
  ['cordonHost', { hostId: id }],
  ['uncordonHost', { hostId: id }],
  ['drainHost', { hostId: id }],
  ['revokeApiToken', { tokenId: id }],
  ['revokeSession', { sessionId: id }],
  ['deleteNetwork', { networkId: id }],
  ['deleteContainer', { containerId: id }],
];

test('answers an id of any length as one that does not exist', async () => {
  const operator = await server.operator('operator');
  for (const id of ['x'.repeat(2_049), 'ü'.repeat(1_025), '', 'name#usr_a#x']) {
    const reads = await operator.query(`query ($id: ID!) { lab(id: $id) { id } node(id: $id) { id } }`, {
      id,
    });
    expect(reads).toMatchObject({ data: { lab: null, node: null } });
    expect(reads.errors).toBeUndefined();
    for (const [name, input] of longIdMutations(id)) {
      expect(await operator.mutate(name, input), name).toMatchObject({ code: 'NOT_FOUND' });
    }
  }
});

test('neither suggests names of fields nor echoes long ones', async () => {
  for (const name of ['viewr', 'x'.repeat(50_000)]) {
    for (const [error] of Object.values(await onBoth(`{ ${name} }`))) {
      expect(error?.message).not.toContain('Did you mean');
      expect(error?.message.length).toBeLessThan(400);
    }
  }
});

test('allows introspection on both transports without a sign-in, but no private data', async () => {
  const query = '{ __schema { queryType { name } } }';
  expect(await onBoth(query)).toEqual({ http: [], websocket: [] });
  expect(await server.client().query(query)).toMatchObject({ data: { __schema: {} } });
  const socket = await RawSocket.open(server.url, { origin: server.url });
  expect(await socket.ask('1', query)).toMatchObject({ payload: { data: { __schema: {} } } });
  expect(await socket.ask('2', 'subscription { viewerReadiness { phase } }')).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  socket.socket.close();
});

test("allows the playground's introspection query", async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const { data, errors } = await ada.query(getIntrospectionQuery({ inputValueDeprecation: true }));
  expect(errors).toBeUndefined();
  expect(data).toHaveProperty('__schema.types');
});

test('masks a fault on both transports, and logs it with the id of its request', async () => {
  const broken = await startTestServer(aws, await aws.newTables());
  const eve = await broken.signedUp();
  const query = 'query ($id: ID!) { lab(id: $id) { applies { id } } }';
  const id = await eve.createLab();
  const fault = new Error('connect ECONNREFUSED 10.1.2.3:8000');
  Object.defineProperty(broken.stores.applies, 'listByLab', { value: () => Promise.reject(fault) });
  const socket = await RawSocket.open(broken.url, eve.headers);
  const overHttp = (await eve.query(query, { id })).errors?.[0];
  const overSocket = await socket.ask('1', query, { id });
  const [socketError] = (overSocket['payload'] as { errors: ShownError[] }).errors;
  for (const error of [overHttp, socketError]) {
    expect(error?.message).toMatch(/^Something went wrong on our side/);
    expect(JSON.stringify(error)).not.toContain('ECONNREFUSED');
    expect(error?.extensions?.['code']).toBe('INTERNAL');
    const requestId = error?.extensions?.['requestId'];
    expect(broken.logs).toContainEqual(
      expect.objectContaining({ requestId, err: expect.objectContaining({ message: fault.message }) }),
    );
  }
  await broken.close();
});

test('refuses a body or a frame over 100 kB', async () => {
  const query = `{ viewer { id } } # ${'x'.repeat(100_000)}`;
  const answer = await ada.query(query);
  expect(answer).toMatchObject({ status: 413, errors: [{ message: expect.stringContaining('too large') }] });
  const socket = await RawSocket.open(server.url, ada.headers);
  socket.send({ id: '1', type: 'subscribe', payload: { query } });
  expect(await socket.closed).toMatchObject({ code: 1009 });
});

test('takes a large body of variables only from a caller who is signed in', async () => {
  const query = 'query ($id: ID!) { lab(id: $id) { id } }';
  const large = { id: 'x'.repeat(200_000) };
  expect(await ada.query(query, large)).toMatchObject({ status: 200 });
  expect(await ada.query(query, { id: 'x'.repeat(1_200_000) })).toMatchObject({ status: 200 });
  expect(await ada.query(query, { id: 'x'.repeat(19_500_000) })).toMatchObject({ status: 413 });
  const anonymous = { cookie: '' };
  const answer = await ada.send({ query, variables: large }, anonymous);
  expect(answer).toMatchObject({ status: 413, errors: [{ message: expect.stringContaining('too large') }] });
  expect(await ada.send({ query, variables: large }, { cookie: 'pineapple_session=made-up' })).toMatchObject({
    status: 413,
  });
});

test('refuses batches', async () => {
  const answer = await ada.send([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]);
  expect(answer.status).toBe(400);
  expect(answer.errors).toHaveLength(1);
});

test('explains a body that is not JSON or not an operation', async () => {
  expect(await ada.send('{"query":')).toMatchObject({ status: 400, errors: [{ message: /not valid JSON/ }] });
  expect((await ada.send({ nothing: true })).errors).toHaveLength(1);
  expect(await ada.send({ query: '{ __typename }' }, { 'content-type': 'text/plain' })).toMatchObject({
    errors: [{ message: expect.any(String) }],
  });
});

test('answers errors of a request with 200 as JSON, and with 400 under the newer media type', async () => {
  expect((await ada.query('{ nothing }')).status).toBe(200);
  const modern = { accept: 'application/graphql-response+json' };
  expect((await ada.send({ query: '{ nothing }' }, modern)).status).toBe(400);
  expect((await ada.send({ query: '{ viewer { id } }' }, modern)).status).toBe(200);
});

test('limits the operations of a socket', async () => {
  const socket = await RawSocket.open(server.url, ada.headers);
  const query = 'subscription ($labId: ID!) { labChanges(labId: $labId) { __typename } }';
  for (const id of ['1', '2', '3', '4', '5']) {
    expect(await socket.ask(id, query, { labId })).toMatchObject({ type: 'next' });
  }
  expect(await socket.ask('6', query, { labId })).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'RATE_LIMITED' } }],
  });
  socket.send({ id: '1', type: 'complete' });
  expect(await socket.ask('7', query, { labId })).toMatchObject({ type: 'next' });
  socket.socket.close();
  await socket.closed;
});

test('limits the subscriptions of a user on all sockets together', async () => {
  const limits = { ...testLimits, subscriptionsPerUser: 3 };
  await using strict = await startTestServer(aws, await aws.newTables(), { config: { limits } });
  const [eve, mallory] = [await strict.signedUp(), await strict.signedUp()];
  const query = 'subscription ($labId: ID!) { labChanges(labId: $labId) { __typename } }';
  const variables = { labId: await eve.createLab() };
  const [first, second] = [
    await RawSocket.open(strict.url, eve.headers),
    await RawSocket.open(strict.url, eve.headers),
  ];
  for (const id of ['1', '2']) {
    expect(await first.ask(id, query, variables)).toMatchObject({ type: 'next' });
  }
  // What is refused holds no place.
  expect(await second.ask('1', query, { labId: 'lab_aaaaaaaaaaaa' })).toMatchObject({ type: 'error' });
  expect(await second.ask('2', query, variables)).toMatchObject({ type: 'next' });
  expect(await second.ask('3', query, variables)).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'RATE_LIMITED' }, message: expect.stringContaining('3 subscriptions') }],
  });
  const theirs = await RawSocket.open(strict.url, mallory.headers);
  expect(await theirs.ask('1', query, { labId: await mallory.createLab() })).toMatchObject({ type: 'next' });

  first.send({ id: '1', type: 'complete' });
  expect(await first.ask('3', query, variables)).toMatchObject({ type: 'next' });
  first.socket.close();
  await first.closed;
  await expect
    .poll(async () => (await second.ask(`after-${Math.random()}`, query, variables))['type'])
    .toBe('next');
  for (const each of [second, theirs]) {
    each.socket.close();
    await each.closed;
  }
});

test('limits the sockets of a user and of an anonymous address', async () => {
  const eve = await server.signedUp();
  for (const [headers, most] of [
    [eve.headers, 4],
    [{ origin: server.url }, 3],
  ] as const) {
    const open = await Promise.all(Array.from({ length: most }, () => RawSocket.open(server.url, headers)));
    expect(await RawSocket.refused(server.url, headers)).toBe(429);
    for (const { socket } of open) socket.close();
    await Promise.all(open.map(({ closed }) => closed));
  }
});

test('closes a socket without connection_init in time', async () => {
  const socket = new RawSocket(server.url, ada.headers);
  expect(await socket.closed).toMatchObject({ code: 4408 });
});

test('accepts a token in connection_init', async () => {
  const { secret } = await ada.mutate('createApiToken', { name: 'socket' });
  const authorization = `Bearer ${String(secret)}`;
  const socket = await RawSocket.open(server.url, {}, { authorization });
  expect(await socket.ask('1', '{ viewer { username } }')).toMatchObject({
    payload: { data: { viewer: { username: ada.username } } },
  });
  socket.socket.close();
  const wrong = new RawSocket(server.url, {});
  wrong.socket.on('open', () => {
    wrong.send({ type: 'connection_init', payload: { authorization: `Bearer pn_${'x'.repeat(43)}` } });
  });
  expect(await wrong.closed).toMatchObject({ code: 4401 });
});

test('refuses a sign-in over a WebSocket, which can not set the cookie', async () => {
  const socket = await RawSocket.open(server.url, { origin: server.url });
  const query = 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }';
  const answer = await socket.ask('1', query, { input: { username: 'by-socket', password: 'long enough' } });
  expect(answer).toMatchObject({ payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
  expect(await server.stores.users.getByUsername('by-socket')).toBeNull();
  socket.socket.close();
});
