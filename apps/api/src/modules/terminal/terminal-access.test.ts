import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ReportingHost,
  ScriptedHost,
  TerminalClient,
  startTestAws,
  type TestAws,
  type TestClient,
} from '@pineapple/test-kit/api';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { WebSocket } from 'ws';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let containerId: string;

beforeAll(async () => {
  aws = await startTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), {
    openHostStream: host.open,
    config: {
      limits: {
        labsPerUser: 50,
        networksPerLab: 9,
        containersPerLab: 9,
        socketsPerUser: 9,
        terminalsPerUser: 2,
      },
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
  return new TerminalClient(server.url, id, headers, query);
}

test('the owner gets in with the session cookie, and with an API token', async () => {
  const viaCookie = open(ada.headers);
  expect(await viaCookie.told('ready')).toMatchObject({ readOnly: false });
  const { secret } = await ada.mutate('createApiToken', { name: 'cli' });
  const viaToken = open({ authorization: `Bearer ${String(secret)}` });
  expect(await viaToken.told('ready')).toMatchObject({ fresh: false });
  viaCookie.socket.close();
  viaToken.socket.close();
  await Promise.all([viaCookie.closed, viaToken.closed]);
});

test('a token that is not for terminals is told so on the socket', async () => {
  const { secret } = await ada.mutate('createApiToken', { name: 'ci', scopes: ['READ', 'WRITE'] });
  const program = open({ authorization: `Bearer ${String(secret)}` });
  expect(await program.told('error')).toMatchObject({ message: expect.stringContaining('TERMINAL') });
  expect(await program.closed).toMatchObject({ code: 4403 });
});

test('whoever is not signed in is told so on the socket', async () => {
  const nobody = open({ origin: server.url });
  expect(await nobody.told('error')).toMatchObject({ message: expect.stringContaining('Sign in') });
  expect(await nobody.closed).toMatchObject({ code: 4401 });
});

test("another user's container does not exist, like one that never was", async () => {
  const eve = await server.signedUp();
  for (const id of [containerId, containerId.replace(/.$/, 'z'), labId, 'nonsense', '']) {
    expect(await open(eve.headers, {}, id).closed).toMatchObject({ code: 4404 });
  }
});

test('a foreign origin is refused before anything else', async () => {
  const { socket } = open({ ...ada.headers, origin: 'https://evil.example' });
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(403);
  socket.terminate();
});

test('without the subprotocol there is no terminal', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/terminals/${containerId}`, {
    headers: ada.headers,
  });
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(400);
  socket.terminate();
});

test('a session that ends closes its terminals at once, and no others', async () => {
  const bob = await server.signedUp();
  const { containerId: his } = await readyContainer(bob);
  const { secret } = await bob.mutate('createApiToken', { name: 'cli' });
  const bySession = open(bob.headers, {}, his);
  const byToken = open({ authorization: `Bearer ${String(secret)}` }, {}, his);
  await Promise.all([bySession.told('ready'), byToken.told('ready')]);
  await bob.query('mutation { signOut { signedOut } }');
  expect(await bySession.closed).toMatchObject({ code: 4401 });
  byToken.type('still here');
  await byToken.printed('still here');
  byToken.socket.close();
});

test('whose session has ended types nothing more, not even by leaving the close unanswered', async () => {
  const bob = await server.signedUp();
  const { containerId: his } = await readyContainer(bob);
  const [stubborn, other] = [open(bob.headers, {}, his), open(bob.headers, {}, his)];
  await Promise.all([stubborn.told('ready'), other.told('ready')]);
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

test('a revoked token closes its terminals', async () => {
  const { secret, apiToken } = await ada.mutate('createApiToken', { name: 'cli' });
  const program = open({ authorization: `Bearer ${String(secret)}` });
  await program.told('ready');
  await ada.mutate('revokeApiToken', { tokenId: (apiToken as { id: string }).id });
  expect(await program.closed).toMatchObject({ code: 4401 });
});

test('a deleted container and a deleted lab close their terminals as gone', async () => {
  const first = await readyContainer(ada);
  const inContainer = open(ada.headers, {}, first.containerId);
  await inContainer.told('ready');
  await ada.mutate('deleteContainer', { containerId: first.containerId });
  expect(await inContainer.closed).toMatchObject({ code: 4404 });
  const second = await readyContainer(ada);
  const inLab = open(ada.headers, {}, second.containerId);
  await inLab.told('ready');
  await ada.mutate('deleteLab', { labId: second.labId });
  expect(await inLab.closed).toMatchObject({ code: 4404 });
  expect(await open(ada.headers, {}, second.containerId).closed).toMatchObject({ code: 4404 });
});

test('one user has only so many terminals', async () => {
  const some = [open(ada.headers), open(ada.headers)];
  await Promise.all(some.map((each) => each.told('ready')));
  const oneMore = open(ada.headers);
  expect(await oneMore.told('error')).toMatchObject({ message: expect.stringContaining('2 open terminals') });
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
])('a query with %s=%s is refused with what it has to be', async (key, value) => {
  const client = open(ada.headers, { [key]: value });
  expect(await client.told('error')).toMatchObject({ message: expect.stringContaining(value) });
  expect(await client.closed).toMatchObject({ code: 4400 });
});

test.each([
  ['text that is not JSON', 'nonsense'],
  ['an unknown type', '{"type":"sudo"}'],
  ['a size out of range', '{"type":"resize","cols":0,"rows":5}'],
  ['an ack of what was never sent', '{"type":"ack","bytes":1000000}'],
  ['an ack below zero', '{"type":"ack","bytes":-1}'],
])('%s closes the socket with a word why', async (_name, text) => {
  const client = open(ada.headers);
  await client.told('ready');
  client.socket.send(text);
  await client.told('error');
  expect(await client.closed).toMatchObject({ code: 4400 });
});

test('who looks on sees, but can neither type nor end the terminal', async () => {
  const client = open(ada.headers, { mode: 'view', terminal: 'lecture' });
  expect(await client.told('ready')).toMatchObject({ readOnly: true });
  host.terminal(containerId, 'lecture').print('hello class');
  await client.printed('hello class');
  client.type('rm -rf /');
  expect(await client.closed).toMatchObject({ code: 4400 });
  expect(host.terminal(containerId, 'lecture').typed.events).toEqual([]);
  const again = open(ada.headers, { mode: 'view', terminal: 'lecture' });
  await again.told('ready');
  again.send({ type: 'terminate' });
  expect(await again.closed).toMatchObject({ code: 4400 });
});

test('a frame over the limit closes the socket', async () => {
  const client = open(ada.headers);
  await client.told('ready');
  client.socket.send(Buffer.alloc(64 * 1024 + 1));
  expect(await client.closed).toMatchObject({ code: 1009 });
});
