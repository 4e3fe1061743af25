import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import { RawTerminal } from '@pineapple/test-kit/terminals';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, testLimits, type TestServer } from '../../testing/test-server.ts';
import { WebSocket } from 'ws';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), {
    openHostStream: host.open,
    config: {
      limits: { ...testLimits, terminalsPerUser: 2 },
    },
  });
  ada = await server.signedUp();
  ({ labId, containerId } = await readyContainer(ada));
});

afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

async function readyContainer(owner: TestClient) {
  const lab = await owner.createLab();
  await server.stores.labs.place(lab, 'i-host');
  const container = await owner.createContainer(lab, 'web');
  await new ReportingHost(server).report(container, 'RUNNING', 'READY');
  return { labId: lab, containerId: container };
}

function open(headers: Record<string, string>, query: Record<string, string> = {}, id = containerId) {
  return new RawTerminal(server.url, id, headers, query);
}

test('lets the owner in with the session cookie and with an API token', async () => {
  const viaCookie = open(ada.headers);
  expect(await viaCookie.control('ready')).toMatchObject({ readOnly: false });
  const { secret } = await ada.mutate('createApiToken', { name: 'cli' });
  const viaToken = open({ authorization: `Bearer ${String(secret)}` });
  expect(await viaToken.control('ready')).toMatchObject({ fresh: false });
  viaCookie.socket.close();
  viaToken.socket.close();
  await Promise.all([viaCookie.closed, viaToken.closed]);
});

test('refuses a token without the scope TERMINAL, on the socket', async () => {
  const { secret } = await ada.mutate('createApiToken', { name: 'ci', scopes: ['READ', 'WRITE'] });
  const program = open({ authorization: `Bearer ${String(secret)}` });
  expect(await program.control('error')).toMatchObject({ message: expect.stringContaining('TERMINAL') });
  expect(await program.closed).toMatchObject({ code: 4403 });
});

test('refuses a client that is not signed in, on the socket', async () => {
  const anonymous = open({ origin: server.url });
  expect(await anonymous.control('error')).toMatchObject({ message: expect.stringContaining('Sign in') });
  expect(await anonymous.closed).toMatchObject({ code: 4401 });
});

test("treats another user's container as one that does not exist", async () => {
  const eve = await server.signedUp();
  for (const id of [containerId, containerId.replace(/.$/, 'z'), labId, 'nonsense', '']) {
    expect(await open(eve.headers, {}, id).closed).toMatchObject({ code: 4404 });
  }
});

test('refuses a foreign origin before anything else', async () => {
  const { socket } = open({ ...ada.headers, origin: 'https://evil.example' });
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(403);
  socket.terminate();
});

test('refuses an upgrade without the subprotocol', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/terminals/${containerId}`, {
    headers: ada.headers,
  });
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(400);
  socket.terminate();
});

test('closes the terminals of an ended session at once, and no others', async () => {
  const bob = await server.signedUp();
  const { containerId: his } = await readyContainer(bob);
  const { secret } = await bob.mutate('createApiToken', { name: 'cli' });
  const bySession = open(bob.headers, {}, his);
  const byToken = open({ authorization: `Bearer ${String(secret)}` }, {}, his);
  await Promise.all([bySession.control('ready'), byToken.control('ready')]);
  await bob.query('mutation { signOut { signedOut } }');
  expect(await bySession.closed).toMatchObject({ code: 4401 });
  byToken.type('still here');
  await byToken.printed('still here');
  byToken.socket.close();
});

test('takes no input after the session has ended, even while the close is unanswered', async () => {
  const bob = await server.signedUp();
  const { containerId: his } = await readyContainer(bob);
  const [stubborn, other] = [open(bob.headers, {}, his), open(bob.headers, {}, his)];
  await Promise.all([stubborn.control('ready'), other.control('ready')]);
  const { viewers, typed } = host.terminal(his);
  stubborn.type('while it may');
  await stubborn.printed('while it may');
  stubborn.socket.pause();
  await bob.query('mutation { signOut { signedOut } }');
  await other.closed;
  stubborn.type('too late');
  stubborn.socket.terminate();
  await expect.poll(() => viewers.size).toBe(0);
  expect(typed.events).toEqual(['while it may']);
});

test('closes the terminals of a revoked token', async () => {
  const { secret, apiToken } = await ada.mutate('createApiToken', { name: 'cli' });
  const program = open({ authorization: `Bearer ${String(secret)}` });
  await program.control('ready');
  await ada.mutate('revokeApiToken', { tokenId: (apiToken as { id: string }).id });
  expect(await program.closed).toMatchObject({ code: 4401 });
});

test('closes the terminals of a deleted container and of a deleted lab as not found', async () => {
  const first = await readyContainer(ada);
  const inContainer = open(ada.headers, {}, first.containerId);
  await inContainer.control('ready');
  await ada.mutate('deleteContainer', { containerId: first.containerId });
  expect(await inContainer.closed).toMatchObject({ code: 4404 });
  const second = await readyContainer(ada);
  const inLab = open(ada.headers, {}, second.containerId);
  await inLab.control('ready');
  await ada.mutate('deleteLab', { labId: second.labId });
  expect(await inLab.closed).toMatchObject({ code: 4404 });
  expect(await open(ada.headers, {}, second.containerId).closed).toMatchObject({ code: 4404 });
});

test('limits the terminals of one user', async () => {
  const some = [open(ada.headers), open(ada.headers)];
  await Promise.all(some.map((each) => each.control('ready')));
  const oneMore = open(ada.headers);
  expect(await oneMore.control('error')).toMatchObject({
    message: expect.stringContaining('2 open terminals'),
  });
  expect(await oneMore.closed).toMatchObject({ code: 4429 });
  for (const each of some) each.socket.close();
  await Promise.all(some.map((each) => each.closed));
});

test.each([
  ['terminal', 'Not A Name'],
  ['terminal', '../../etc'],
  ['mode', 'admin'],
  ['cols', '1'],
  ['rows', '1e9'],
  ['resume', 'x'],
  ['window', '-5'],
])('refuses %s=%s in the query, and says what is allowed', async (key, value) => {
  const client = open(ada.headers, { [key]: value });
  expect(await client.control('error')).toMatchObject({ message: expect.stringContaining(value) });
  expect(await client.closed).toMatchObject({ code: 4400 });
});

test.each([
  ['text that is not JSON', 'nonsense'],
  ['an unknown type', '{"type":"sudo"}'],
  ['a size out of range', '{"type":"resize","cols":0,"rows":5}'],
  ['an ack of what was never sent', '{"type":"ack","bytes":1000000}'],
  ['an ack below zero', '{"type":"ack","bytes":-1}'],
])('closes the socket for %s, and says why', async (_name, text) => {
  const client = open(ada.headers);
  await client.control('ready');
  client.socket.send(text);
  await client.control('error');
  expect(await client.closed).toMatchObject({ code: 4400 });
});

test('lets a viewer read, but neither type nor end the terminal', async () => {
  const client = open(ada.headers, { mode: 'view', terminal: 'lecture' });
  expect(await client.control('ready')).toMatchObject({ readOnly: true });
  host.terminal(containerId, 'lecture').print('hello class');
  await client.printed('hello class');
  client.type('rm -rf /');
  expect(await client.closed).toMatchObject({ code: 4400 });
  expect(host.terminal(containerId, 'lecture').typed.events).toEqual([]);
  const again = open(ada.headers, { mode: 'view', terminal: 'lecture' });
  await again.control('ready');
  again.send({ type: 'terminate' });
  expect(await again.closed).toMatchObject({ code: 4400 });
});

test('closes the socket for a frame over the limit', async () => {
  const client = open(ada.headers);
  await client.control('ready');
  client.socket.send(Buffer.alloc(64 * 1024 + 1));
  expect(await client.closed).toMatchObject({ code: 1009 });
});
