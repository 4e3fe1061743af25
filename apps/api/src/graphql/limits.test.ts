import { afterAll, beforeAll, expect, test } from 'vitest';
import { RawSocket, startTestAws, type TestAws, type TestClient } from '@pineapple/test-kit/api';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let ada: TestClient;
let labId: string;

beforeAll(async () => {
  aws = await startTestAws();
  server = await startTestServer(aws, await aws.newTables(), {
    socketLimits: { operationsPerSocket: 5, connectionInitMs: 300, anonymousSocketsPerAddress: 3 },
    config: {
      limits: {
        labsPerUser: 50,
        networksPerLab: 9,
        containersPerLab: 9,
        socketsPerUser: 4,
        terminalsPerUser: 200,
      },
    },
  });
  ada = await server.signedUp();
  labId = await ada.createLab();
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

interface Told {
  readonly message: string;
  readonly extensions: Record<string, unknown>;
}

/** What each transport says about an operation. */
async function onBoth(query: string, variables: object = {}): Promise<Record<'http' | 'websocket', Told[]>> {
  const { errors = [] } = await ada.query(query, variables);
  const socket = await RawSocket.open(server.url, ada.headers);
  const message = await socket.ask('1', query, variables);
  const payload = message['payload'] as Told[] | { errors?: Told[] };
  // The socket is as good as before.
  expect(await socket.ask('2', '{ viewer { __typename } }')).toMatchObject({ type: 'next' });
  socket.socket.close();
  await socket.closed;
  return {
    http: errors as unknown as Told[],
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
])('what is %s is refused on both transports, in the same words', async (_name, query, message) => {
  const told = await onBoth(query);
  expect(told.http[0]).toMatchObject({ message: expect.stringContaining(message) });
  expect(told.http[0]?.extensions['code']).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
  expect(told.websocket[0]?.message).toBe(told.http[0]?.message);
  expect(told.websocket[0]?.extensions).toEqual(told.http[0]?.extensions);
});

test('a page that is asked for in a variable is counted as it is', async () => {
  const query = `query ($first: Int!) { labs(first: $first) { nodes { containers { interfaces { name } } } } }`;
  expect(await onBoth(query, { first: 5 })).toEqual({ http: [], websocket: [] });
  const told = await onBoth(query, { first: 100 });
  expect(told.http[0]?.message).toContain('objects; the limit is 20000');
  expect(told.websocket[0]?.message).toBe(told.http[0]?.message);
});

test('names of fields are not suggested, and long ones are not echoed', async () => {
  for (const name of ['viewr', 'x'.repeat(50_000)]) {
    for (const [error] of Object.values(await onBoth(`{ ${name} }`))) {
      expect(error?.message).not.toContain('Did you mean');
      expect(error?.message.length).toBeLessThan(400);
    }
  }
});

test('the schema is shown on both transports, signed in or not; what is private is not', async () => {
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

test("the playground's own introspection query fits", async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const { data, errors } = await ada.query(getIntrospectionQuery({ inputValueDeprecation: true }));
  expect(errors).toBeUndefined();
  expect(data).toHaveProperty('__schema.types');
});

test('a fault is masked on both transports, and its request can be found in the log', async () => {
  const broken = await startTestServer(aws, await aws.newTables());
  const eve = await broken.signedUp();
  const query = 'query ($id: ID!) { lab(id: $id) { applies { id } } }';
  const id = await eve.createLab();
  const fault = new Error('connect ECONNREFUSED 10.1.2.3:8000');
  Object.defineProperty(broken.stores.applies, 'listByLab', { value: () => Promise.reject(fault) });
  const socket = await RawSocket.open(broken.url, eve.headers);
  const overHttp = (await eve.query(query, { id })).errors?.[0];
  const overSocket = await socket.ask('1', query, { id });
  const [told] = (overSocket['payload'] as { errors: Told[] }).errors;
  for (const error of [overHttp, told]) {
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

test('a body or a frame beyond 100 kB is not taken', async () => {
  const query = `{ viewer { id } } # ${'x'.repeat(100_000)}`;
  const answer = await ada.query(query);
  expect(answer).toMatchObject({ status: 413, errors: [{ message: expect.stringContaining('too large') }] });
  const socket = await RawSocket.open(server.url, ada.headers);
  socket.send({ id: '1', type: 'subscribe', payload: { query } });
  expect(await socket.closed).toMatchObject({ code: 1009 });
});

test('batches are refused', async () => {
  const answer = await ada.send([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]);
  expect(answer.status).toBe(400);
  expect(answer.errors).toHaveLength(1);
});

test('what is not JSON, or no operation, is told so', async () => {
  expect(await ada.send('{"query":')).toMatchObject({ status: 400, errors: [{ message: /not valid JSON/ }] });
  expect((await ada.send({ nothing: true })).errors).toHaveLength(1);
  expect(await ada.send({ query: '{ __typename }' }, { 'content-type': 'text/plain' })).toMatchObject({
    errors: [{ message: expect.any(String) }],
  });
});

test('errors of a request come with 200 as JSON, and with 400 under the newer media type', async () => {
  expect((await ada.query('{ nothing }')).status).toBe(200);
  const modern = { accept: 'application/graphql-response+json' };
  expect((await ada.send({ query: '{ nothing }' }, modern)).status).toBe(400);
  expect((await ada.send({ query: '{ viewer { id } }' }, modern)).status).toBe(200);
});

test('a socket carries so many operations at once and no more', async () => {
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

test('nobody has more sockets than they may, signed in or not', async () => {
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

test('a socket that does not say who it is in time is closed', async () => {
  const socket = new RawSocket(server.url, ada.headers);
  expect(await socket.closed).toMatchObject({ code: 4408 });
});

test('a program may send its token with connection_init', async () => {
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

test('accounts are signed in to over HTTP, where the cookie can be set', async () => {
  const socket = await RawSocket.open(server.url, { origin: server.url });
  const query = 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }';
  const answer = await socket.ask('1', query, { input: { username: 'by-socket', password: 'long enough' } });
  expect(answer).toMatchObject({ payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
  expect(await server.stores.users.getByUsername('by-socket')).toBeNull();
  socket.socket.close();
});
