import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { password, RawSocket, type TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let ada: TestClient;
const minute = 60_000;
let now = Date.now();

beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables(), { clock: () => new Date(now) });
  ada = await server.signedUp();
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

async function tokenWith(...scopes: string[]) {
  const { secret } = await ada.mutate('createApiToken', { name: 'ci', scopes });
  const authorization = `Bearer ${String(secret)}`;
  return { authorization, ask: (query: string) => server.client().send({ query }, { authorization }) };
}

const forbidden = (scope: string) => ({
  errors: [{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining(scope) }],
});

const createLab = 'mutation { createLab(input: { name: "by a program" }) { __typename } }';

test('lets a READ token read and change nothing', async () => {
  const { ask } = await tokenWith('READ');
  expect((await ask('{ viewer { username } }')).data).toEqual({ viewer: { username: ada.username } });
  expect(await ask(createLab)).toMatchObject(forbidden('WRITE'));
  expect((await ada.query('{ labs { totalCount } }')).data).toEqual({ labs: { totalCount: 0 } });
});

test('lets a WRITE token write and read nothing', async () => {
  const { ask } = await tokenWith('WRITE');
  expect(await ask('{ viewer { username } }')).toMatchObject(forbidden('READ'));
  expect((await ask('mutation { updateLab(input: { labId: "x" }) { __typename } }')).data).toEqual({
    updateLab: { __typename: 'NotFoundError' },
  });
});

test('checks scopes over a WebSocket, too', async () => {
  const socketOf = async (scope: string) =>
    RawSocket.open(
      server.url,
      { origin: server.url },
      { authorization: (await tokenWith(scope)).authorization },
    );
  const writer = await socketOf('WRITE');
  for (const query of ['{ viewer { username } }', 'subscription { viewerReadiness { phase } }']) {
    expect(JSON.stringify(await writer.ask(query, query))).toContain('FORBIDDEN');
  }
  const reader = await socketOf('READ');
  expect(JSON.stringify(await reader.ask('1', createLab))).toContain('FORBIDDEN');
  expect(JSON.stringify(await reader.ask('2', '{ viewer { username } }'))).toContain(ada.username);
  for (const { socket } of [writer, reader]) socket.terminate();
});

test('gives a token all scopes by default', async () => {
  expect(await ada.mutate('createApiToken', { name: 'all' })).toMatchObject({
    apiToken: { scopes: ['READ', 'WRITE', 'TERMINAL'], lastUsedAt: null },
  });
  expect(await ada.mutate('createApiToken', { name: 'none', scopes: [] })).toMatchObject({
    issues: [{ path: ['scopes'] }],
  });
});

test('refuses a token that creates one with more scopes', async () => {
  const { ask } = await tokenWith('WRITE');
  const make = (scope: string) =>
    ask(`mutation { createApiToken(input: { name: "child", scopes: [${scope}] }) { __typename } }`);
  expect((await make('TERMINAL')).data).toEqual({ createApiToken: { __typename: 'ValidationError' } });
  expect((await make('WRITE')).data).toEqual({ createApiToken: { __typename: 'CreateApiTokenPayload' } });
});

test.each([
  `changePassword(input: { currentPassword: "${password}", newPassword: "0123456789" }) { __typename }`,
  `deleteAccount(input: { password: "${password}" }) { __typename }`,
  'revokeSession(input: { sessionId: "x" }) { __typename }',
  'signOutEverywhere { signedOut }',
])('refuses every token for %s', async (mutation) => {
  const { ask } = await tokenWith('READ', 'WRITE', 'TERMINAL');
  expect(await ask(`mutation { ${mutation} }`)).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  expect((await ask('{ viewer { sessions { id } } }')).data).toEqual({ viewer: { sessions: [] } });
});

test('records the use of a token at most once a minute', async () => {
  const bob = await server.signedUp();
  const { secret } = await bob.mutate('createApiToken', { name: 'ci' });
  const query = '{ viewer { apiTokens { lastUsedAt } } }';
  const use = async () => {
    await server.client().send({ query }, { authorization: `Bearer ${String(secret)}` });
    const { data } = await bob.query(query);
    return (data as { viewer: { apiTokens: { lastUsedAt: string | null }[] } }).viewer.apiTokens[0]
      ?.lastUsedAt;
  };
  const waitFor = async (moment: string) => {
    while ((await use()) !== moment) await new Promise(setImmediate);
  };
  const first = new Date(now).toISOString();
  await waitFor(first);
  now += minute / 2;
  expect(await use()).toBe(first);
  now += minute / 2;
  await waitFor(new Date(now).toISOString());
});
