import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { password } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { hashSecret } from '../../identity/credential.ts';

let aws: TestAws;
let prefix: string;
let server: TestServer;

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
  server = await startTestServer(aws, prefix);
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

const whoAmI = '{ viewer { username apiTokens { name } } }';

test('signs a new user in with a cookie that no script can read', async () => {
  const ada = server.client();
  const answer = await ada.query(
    'mutation ($input: SignUpInput!) { signUp(input: $input) { ... on SignUpPayload { viewer { username } } } }',
    { input: { username: 'Ada', password } },
  );
  expect(answer.data).toEqual({ signUp: { viewer: { username: 'Ada' } } });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^pineapple_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(/^pineapple_device=[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/),
  ]);
  expect((await ada.query(whoAmI)).data).toEqual({ viewer: { username: 'Ada', apiTokens: [] } });
});

test('sends a Secure cookie and HSTS on https', async () => {
  await using secure = await startTestServer(aws, prefix, {
    config: { publicUrl: 'https://labs.example.org' },
  });
  const headers = { host: 'labs.example.org', origin: 'https://labs.example.org' };
  const { request } = await import('node:http');
  const setCookie = await new Promise<string>((resolve, reject) => {
    const body = JSON.stringify({
      query: `mutation { signUp(input: { username: "secure", password: "${password}" }) { __typename } }`,
    });
    const call = request(
      `${secure.url}/graphql`,
      { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } },
      (response) => {
        expect(response.headers['strict-transport-security']).toContain('max-age=31536000');
        response.resume();
        resolve(String(response.headers['set-cookie']));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
  expect(setCookie).toContain('; Secure');
});

test('stores neither the password nor the session token', async () => {
  const client = await server.signedUp('hidden');
  const user = await server.stores.users.getByUsername('hidden');
  const secret = client.cookie?.split('=')[1] ?? '';
  expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await server.stores.sessions.getByTokenHash(secret)).toBeNull();
  expect(await server.stores.sessions.getByTokenHash(hashSecret(secret))).toMatchObject({
    userId: user?.id,
  });
});

test('reports an invalid name and password together, and a taken name as a conflict', async () => {
  const client = server.client();
  const bad = await client.mutate('signUp', { username: 'x y', password: 'short' });
  expect(bad).toMatchObject({
    __typename: 'ValidationError',
    code: 'VALIDATION',
    issues: [{ path: ['username'] }, { path: ['password'] }],
  });
  expect(JSON.stringify(bad)).not.toContain('short.');
  await server.signedUp('Grace');
  expect(await client.mutate('signUp', { username: 'gRACE', password })).toMatchObject({
    __typename: 'ConflictError',
    message: expect.stringContaining("'gRACE' is taken"),
  });
});

test('answers a wrong password and an unknown name alike', async () => {
  await server.signedUp('known');
  const client = server.client();
  const wrong = await client.mutate('signIn', { username: 'known', password: 'not the password' });
  const unknown = await client.mutate('signIn', { username: 'nobody', password: 'not the password' });
  expect(wrong).toEqual(unknown);
  expect(wrong).toMatchObject({ __typename: 'CredentialsError', code: 'CREDENTIALS' });
  expect(client.cookie).toBeNull();
});

test('replaces the session at sign-in, and refuses the old token', async () => {
  const client = await server.signedUp('rotating');
  const old = client.cookie;
  await client.mutate('signIn', { username: 'ROTATING', password });
  expect(client.cookie).not.toBe(old);
  const thief = server.client();
  thief.cookie = old;
  expect((await thief.query(whoAmI)).data).toEqual({ viewer: null });
  expect((await client.query('{ viewer { username } }')).data).toEqual({
    viewer: { username: 'rotating' },
  });
});

test('ends the session at sign-out, on every instance', async () => {
  await using other = await startTestServer(aws, prefix);
  const client = await server.signedUp();
  const elsewhere = other.client();
  elsewhere.cookie = client.cookie;
  expect((await elsewhere.query('{ viewer { id } }')).data).not.toEqual({ viewer: null });
  const log = elsewhere.subscribe('subscription { viewerReadiness { phase } }');
  const { data, headers } = await client.query('mutation { signOut { signedOut } }');
  expect(data).toEqual({ signOut: { signedOut: true } });
  expect(headers.get('set-cookie')).toMatch(/^pineapple_session=; .*Max-Age=0/);
  await log.done();
  expect(log.error).toMatchObject({ code: 4401 });
  expect((await elsewhere.query('{ viewer { id } }')).data).toEqual({ viewer: null });
  expect((await client.query('mutation { signOut { signedOut } }')).data).toEqual({
    signOut: { signedOut: false },
  });
});

test('accepts a token until it is revoked', async () => {
  const owner = await server.signedUp();
  const made = await owner.mutate('createApiToken', { name: 'dashboard', expiresInDays: 1 });
  const secret = String(made['secret']);
  expect(secret).toMatch(/^pn_[\w-]{43}$/);
  const program = server.client();
  const bearer = { authorization: `Bearer ${secret}` };
  const asProgram = async () => (await program.send({ query: '{ viewer { username } }' }, bearer)).data;
  expect(await asProgram()).toEqual({ viewer: { username: owner.username } });
  expect((await owner.query(whoAmI)).data).toMatchObject({ viewer: { apiTokens: [{ name: 'dashboard' }] } });

  const other = await server.signedUp();
  const { id } = made['apiToken'] as { id: string };
  expect(await other.mutate('revokeApiToken', { tokenId: id })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await owner.mutate('revokeApiToken', { tokenId: id })).toMatchObject({ revokedTokenId: id });
  expect(await asProgram()).toEqual({ viewer: null });
});

test('refuses a token without a name or with an invalid lifetime', async () => {
  const owner = await server.signedUp();
  expect(await owner.mutate('createApiToken', { name: ' ', expiresInDays: 400 })).toMatchObject({
    issues: [{ path: ['name'] }, { path: ['expiresInDays'] }],
  });
  expect(await owner.mutate('createApiToken', { name: 'for ever', expiresInDays: null })).toMatchObject({
    apiToken: { expiresAt: null },
  });
});

test('refuses a token after it has expired', async () => {
  let now = new Date();
  await using clocked = await startTestServer(aws, prefix, { clock: () => now });
  const owner = await clocked.signedUp();
  const { secret } = await owner.mutate('createApiToken', { name: 'short', expiresInDays: 1 });
  now = new Date(now.getTime() + 25 * 3600 * 1000);
  const program = clocked.client();
  const answer = await program.send(
    { query: '{ viewer { id } }' },
    { authorization: `Bearer ${String(secret)}` },
  );
  expect(answer.data).toEqual({ viewer: null });
});

test('refuses passwords that are guessed at once, for new accounts and for new passwords', async () => {
  for (const easy of [' '.repeat(10), '1234567890']) {
    expect(await server.client().mutate('signUp', { username: 'easy', password: easy })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['password'], message: expect.stringContaining('a few words') }],
    });
  }
  const ada = await server.signedUp();
  const input = { currentPassword: password, newPassword: `${ada.username}123` };
  expect(await ada.mutate('changePassword', input)).toMatchObject({ issues: [{ path: ['newPassword'] }] });
});

test('ends the tokens that a token creates with it', async () => {
  const owner = await server.signedUp();
  const { secret } = await owner.mutate('createApiToken', { name: 'one day', expiresInDays: 1 });
  const program = server.client();
  const bearer = (text: unknown) => ({ authorization: `Bearer ${String(text)}` });
  const create = async (expiresInDays: number | null) => {
    const query = `mutation ($days: Int) { createApiToken(input: { name: "more", expiresInDays: $days }) {
      ... on CreateApiTokenPayload { secret apiToken { expiresAt } } ... on ValidationError { issues { path message } } } }`;
    const { data } = await program.send({ query, variables: { days: expiresInDays } }, bearer(secret));
    return (data as { createApiToken: Record<string, unknown> }).createApiToken;
  };
  expect(await create(90)).toMatchObject({
    issues: [{ path: ['expiresInDays'], message: expect.stringContaining('must not outlive it') }],
  });
  const created = await create(null);
  const { data } = await owner.query('{ viewer { apiTokens { id name expiresAt } } }');
  const [more, oneDay] = (data as { viewer: { apiTokens: { id: string; expiresAt: string }[] } }).viewer
    .apiTokens;
  expect(more?.expiresAt).toBe(oneDay?.expiresAt);

  const asProgram = async () =>
    (await program.send({ query: '{ viewer { username } }' }, bearer(created['secret']))).data;
  expect(await asProgram()).toEqual({ viewer: { username: owner.username } });
  await owner.mutate('revokeApiToken', { tokenId: oneDay?.id ?? '' });
  expect(await asProgram()).toEqual({ viewer: null });
});

test('answers UNAUTHENTICATED for private data without a sign-in', async () => {
  const anonymous = server.client();
  expect(await anonymous.query('{ viewer { id } images { name } }')).toMatchObject({
    data: { viewer: null, images: [{ name: 'host' }, { name: 'router' }, { name: 'web' }] },
  });
  for (const query of [
    '{ labs { totalCount } }',
    '{ lab(id: "lab_aaaaaaaaaaaa") { id } }',
    'mutation { createLab(input: { name: "x" }) { __typename } }',
    'mutation { createApiToken(input: { name: "x" }) { __typename } }',
  ]) {
    const { errors } = await anonymous.query(query);
    expect(errors?.[0]?.extensions, query).toEqual({ code: 'UNAUTHENTICATED' });
  }
});
