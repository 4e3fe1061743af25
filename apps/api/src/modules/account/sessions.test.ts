import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { password, RawSocket, type TestClient } from '@pineapple/test-kit/users';
import { generousSignIn, startTestServer, type TestServer } from '../../testing/test-server.ts';

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

const sessionsQuery = '{ viewer { sessions { id current userAgent address lastSeenAt createdAt } } }';
const newPassword = 'a new horse entirely';

interface Shown {
  readonly id: string;
  readonly current: boolean;
}

async function sessionsOf(client: TestClient): Promise<readonly Shown[] | null> {
  const { data } = await client.query(sessionsQuery);
  return (data as { viewer: { sessions: Shown[] } | null }).viewer?.sessions ?? null;
}

async function alsoSignedIn(ada: TestClient, on = server): Promise<TestClient> {
  const other = on.client();
  await other.mutate('signIn', { username: ada.username, password });
  return other;
}

test('lists the sessions of the user and marks the current one', async () => {
  const ada = await server.signedUp();
  const { data } = await ada.query(sessionsQuery);
  expect(data).toMatchObject({
    viewer: { sessions: [{ current: true, userAgent: expect.any(String), address: '127.0.0.x' }] },
  });
  await alsoSignedIn(ada);
  expect((await sessionsOf(ada))?.map(({ current }) => current)).toEqual([false, true]);
});

test.each([
  ['refuses', () => Promise.reject(new Error('away'))],
  ['does not answer', () => new Promise<never>(() => undefined)],
])('accepts a session while the bus %s, but does not cache it', async (_what, subscribe) => {
  await using cutOff = await startTestServer(aws, prefix);
  Object.defineProperty(cutOff.bus, 'subscribe', { value: subscribe });
  const ada = await server.signedUp();
  const other = await alsoSignedIn(ada, cutOff);
  expect(await sessionsOf(other)).toHaveLength(2);
  const lost = (await sessionsOf(ada))?.find(({ current }) => !current);
  await ada.mutate('revokeSession', { sessionId: lost?.id });
  expect(await sessionsOf(other)).toBeNull();
});

test('reads a session that is in use again, so that a lost revocation ends it before its time', async () => {
  let now = Date.now();
  await using clocked = await startTestServer(aws, prefix, { clock: () => new Date(now) });
  const ada = await clocked.signedUp();
  expect(await sessionsOf(ada)).toHaveLength(1);
  const user = await clocked.stores.users.getByUsername(ada.username);
  await clocked.stores.sessions.removeAll(user?.id ?? '');
  now += 3_000;
  await expect.poll(() => sessionsOf(ada)).toBeNull();
});

test('ends a revoked session and its sockets on every instance', async () => {
  await using second = await startTestServer(aws, prefix);
  const ada = await server.signedUp();
  const other = await alsoSignedIn(ada, second);
  const watched = other.subscribe('subscription { viewerReadiness { phase } }');
  expect(await sessionsOf(other)).toHaveLength(2);
  const [lost] = (await sessionsOf(ada))?.filter(({ current }) => !current) ?? [];
  expect(await ada.mutate('revokeSession', { sessionId: lost?.id })).toMatchObject({
    revokedSessionId: lost?.id,
  });
  await watched.done();
  expect(await sessionsOf(other)).toBeNull();
  expect(await sessionsOf(ada)).toHaveLength(1);
  expect(await ada.mutate('revokeSession', { sessionId: lost?.id })).toMatchObject({ code: 'NOT_FOUND' });
});

test('takes no request after the session has ended, even while the close is unanswered', async () => {
  const ada = await server.signedUp();
  const stubborn = await RawSocket.open(server.url, ada.headers);
  const other = await RawSocket.open(server.url, ada.headers);
  const create = 'mutation ($name: String!) { createLab(input: { name: $name }) { __typename } }';
  await stubborn.ask('1', create, { name: 'while it may' });
  stubborn.socket.pause();
  await ada.query('mutation { signOut { signedOut } }');
  expect(await other.closed).toMatchObject({ code: 4401 });
  stubborn.send({ id: '2', type: 'subscribe', payload: { query: create, variables: { name: 'late' } } });
  stubborn.socket.terminate();
  const open = async () =>
    (await (await fetch(`${server.url}/metrics`)).text()).match(/^pineapple_sockets .*/m);
  await expect.poll(async () => (await open())?.[0]).toBe('pineapple_sockets 0');
  const again = await alsoSignedIn(ada);
  const { data } = await again.query('{ labs(first: 10) { nodes { name } } }');
  expect(data).toEqual({ labs: { nodes: [{ name: 'while it may' }] } });
});

test("does not end another user's session", async () => {
  const ada = await server.signedUp();
  const [mine] = (await sessionsOf(ada)) ?? [];
  const eve = await server.signedUp();
  expect(await eve.mutate('revokeSession', { sessionId: mine?.id })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await sessionsOf(ada)).toHaveLength(1);
});

test('ends all sessions at once on signOutEverywhere, and keeps tokens', async () => {
  const ada = await server.signedUp();
  const other = await alsoSignedIn(ada);
  const { secret } = await ada.mutate('createApiToken', { name: 'ci' });
  const watched = other.subscribe('subscription { viewerReadiness { phase } }');
  expect((await ada.query('mutation { signOutEverywhere { signedOut } }')).data).toEqual({
    signOutEverywhere: { signedOut: true },
  });
  await watched.done();
  expect(await sessionsOf(ada)).toBeNull();
  expect(await sessionsOf(other)).toBeNull();
  const program = server.client();
  const authorization = `Bearer ${String(secret)}`;
  const { data } = await program.send({ query: '{ viewer { username } }' }, { authorization });
  expect(data).toEqual({ viewer: { username: ada.username } });
});

test('ends the other sessions after a password change, and keeps this browser signed in', async () => {
  const ada = await server.signedUp();
  const other = await alsoSignedIn(ada);
  const input = { currentPassword: password, newPassword };
  expect(await ada.mutate('changePassword', input)).toMatchObject({ viewer: { username: ada.username } });
  expect(await sessionsOf(ada)).toHaveLength(1);
  expect(await sessionsOf(other)).toBeNull();
  const { username } = ada;
  expect(await other.mutate('signIn', { username, password })).toMatchObject({ code: 'CREDENTIALS' });
  expect(await other.mutate('signIn', { username, password: newPassword })).toMatchObject({
    viewer: { username },
  });
});

test('changes a password only with the current one, to a valid one, and limits guessing', async () => {
  await using strict = await startTestServer(aws, prefix, {
    config: { signIn: { ...generousSignIn, freeFailures: 1 } },
  });
  const ada = await strict.signedUp();
  expect(
    await ada.mutate('changePassword', { currentPassword: password, newPassword: 'short' }),
  ).toMatchObject({
    issues: [{ path: ['newPassword'] }],
  });
  const wrong = { currentPassword: 'not it at all', newPassword };
  // At the same time, so that the delay has not passed. It covers both mutations.
  const guesses = await Promise.all([
    ...Array.from({ length: 3 }, () => ada.mutate('changePassword', wrong)),
    ...Array.from({ length: 3 }, () => ada.mutate('deleteAccount', { password: 'not it at all' })),
  ]);
  expect(guesses.filter(({ code }) => code === 'CREDENTIALS')).toHaveLength(1);
  expect(guesses.filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(5);
});

test('deletes an account with its labs, sessions and tokens, and frees its name', async () => {
  const ada = await server.signedUp();
  const other = await alsoSignedIn(ada);
  const { secret } = await ada.mutate('createApiToken', { name: 'ci' });
  const labs = [await ada.createLab(), await ada.createLab()];
  await ada.createContainer(labs[0] ?? '', 'web');
  const watched = other.subscribe('subscription ($id: ID!) { labChanges(labId: $id) { __typename } }', {
    id: labs[0],
  });
  await watched.next();
  expect(await ada.mutate('deleteAccount', { password: 'not it at all' })).toMatchObject({
    code: 'CREDENTIALS',
  });
  const sent = server.applied.length;
  expect(await ada.mutate('deleteAccount', { password })).toMatchObject({
    __typename: 'DeleteAccountPayload',
  });
  await watched.done();
  expect(server.applied.slice(sent).toSorted()).toEqual(labs.toSorted());
  for (const id of labs) {
    expect((await server.stores.labs.get(id, { consistent: true }))?.deletedAt).not.toBeNull();
  }
  expect(await sessionsOf(ada)).toBeNull();
  expect(await sessionsOf(other)).toBeNull();
  const authorization = `Bearer ${String(secret)}`;
  const asked = await server.client().send({ query: '{ viewer { username } }' }, { authorization });
  expect(asked.data).toEqual({ viewer: null });
  const { username } = ada;
  expect(await server.client().mutate('signIn', { username, password })).toMatchObject({
    code: 'CREDENTIALS',
  });
  const heir = await server.signedUp(username);
  expect((await heir.query('{ labs { totalCount } viewer { apiTokens { name } } }')).data).toEqual({
    labs: { totalCount: 0 },
    viewer: { apiTokens: [] },
  });
});
