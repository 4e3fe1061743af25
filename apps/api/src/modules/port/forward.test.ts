import { once } from 'node:events';
import type { ServerHttp2Stream } from 'node:http2';
import {
  type ForwardCut,
  forwardCloseCodes as codes,
  forwardPath,
  forwardSubprotocol,
  SocketBytes,
} from '@pineapple/host-link/forward';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { TestClient } from '@pineapple/test-kit/users';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

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
    portLimits: { connectionsPerUser: 2, hostTimeoutMs: 300 },
  });
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  containerId = await ada.createContainer(labId, 'web');
  await new ReportingHost(server).report(containerId, 'RUNNING', 'READY');
});
afterEach(() => {
  host.refuse = null;
  host.reachable = true;
});
afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

async function dial(headers: Record<string, string>, path = forwardPath(containerId, 80)) {
  const url = new URL(path, server.url.replace('http', 'ws'));
  const socket = new WebSocket(url, forwardSubprotocol, { headers });
  const bytes = new SocketBytes(socket);
  bytes.on('error', () => undefined);
  const closed = new Promise<ForwardCut | null>((resolve) =>
    bytes.once('close', () => resolve(bytes.errored as ForwardCut | null)),
  );
  await once(socket, 'open');
  return { socket, bytes, closed };
}

/** A connection that the host has accepted, and the host's end of it. */
async function connect(headers = ada.headers) {
  const dialled = await dial(headers);
  const { stream, path } = await host.feeds.next();
  return { ...dialled, stream, path };
}

async function refusal(headers: Record<string, string>, path?: string) {
  const { bytes, closed } = await dial(headers, path);
  bytes.resume();
  const { code, message } = (await closed) as ForwardCut;
  return { code, message };
}

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let all = '';
  for await (const part of stream) all += String(part);
  return all;
}

const gone = (stream: ServerHttp2Stream) =>
  stream.closed ? Promise.resolve() : new Promise<void>((resolve) => stream.once('close', () => resolve()));

test('carries bytes both ways, and the end of each direction by itself', async () => {
  const { bytes, stream, path, closed } = await connect();
  expect(path).toBe(`/ports/${containerId}/80`);
  bytes.end('question');
  expect(await text(stream)).toBe('question');
  stream.end('answer');
  expect(await text(bytes)).toBe('answer');
  expect(await closed).toBeNull();
});

test('lets the client send on after the program has said everything', async () => {
  const { bytes, stream, closed } = await connect();
  const heard = text(stream);
  stream.end('hello');
  expect(await text(bytes)).toBe('hello');
  bytes.end('and goodbye');
  expect(await heard).toBe('and goodbye');
  expect(await closed).toBeNull();
});

test('makes a fast program wait for a slow client', async () => {
  const { socket, bytes, stream } = await connect();
  const most = 64;
  let taken = 0;
  // Nothing is read. Once all buffers on the way are full, a write is not taken any more.
  while (taken < most) {
    const written = new Promise<boolean>((resolve) =>
      stream.write(Buffer.alloc(1024 * 1024), () => resolve(true)),
    );
    const full = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500));
    if (!(await Promise.race([written, full]))) break;
    taken += 1;
  }
  expect(taken).toBeLessThan(most);
  socket.terminate();
  bytes.destroy();
  await gone(stream);
});

test('cuts one side when the other is cut, in either direction', async () => {
  const byClient = await connect();
  byClient.socket.terminate();
  await gone(byClient.stream);
  const greeted = async () => {
    const connection = await connect();
    connection.stream.write('hello');
    await once(connection.bytes, 'data');
    return connection;
  };
  const byProgram = await greeted();
  byProgram.stream.close(10);
  expect(await byProgram.closed).toMatchObject({ code: codes.cut });
  const byHost = await greeted();
  host.cut();
  expect(await byHost.closed).toMatchObject({ code: codes.cut });
});

test('accepts a token with the scope TERMINAL, and no other', async () => {
  const { secret } = await ada.mutate('createApiToken', { name: 'cli' });
  const { socket, stream } = await connect({ authorization: `Bearer ${String(secret)}` });
  socket.terminate();
  await gone(stream);
  const { secret: other } = await ada.mutate('createApiToken', { name: 'ci', scopes: ['READ', 'WRITE'] });
  expect(await refusal({ authorization: `Bearer ${String(other)}` })).toMatchObject({
    ...{ code: codes.forbidden, message: expect.stringContaining('TERMINAL') },
  });
  expect(await refusal({})).toMatchObject({ code: codes.unauthenticated });
});

test("treats another user's container as one that does not exist, whatever else is wrong", async () => {
  const eve = await server.signedUp();
  const known = host.requests.events.length;
  for (const id of [containerId, containerId.replace(/.$/, 'z'), labId, 'nonsense'])
    for (const port of ['80', '0'])
      expect(await refusal(eve.headers, `/forwards/${id}/${port}`), id).toMatchObject({
        code: codes.notFound,
      });
  expect(host.requests.events).toHaveLength(known);
});

test.each(['0', '65536', '080', '80x', '', '80/x', '80%2F..'])(
  'refuses the port %j before the host is asked',
  async (port) => {
    const known = host.requests.events.length;
    expect(await refusal(ada.headers, `/forwards/${containerId}/${port}`)).toMatchObject({
      code: codes.badMessage,
    });
    expect(host.requests.events).toHaveLength(known);
  },
);

test.each(['https://evil.example', 'null'])('refuses the origin %s', async (origin) => {
  const url = new URL(forwardPath(containerId, 80), server.url.replace('http', 'ws'));
  const socket = new WebSocket(url, forwardSubprotocol, { headers: { ...ada.headers, origin } });
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('403');
});

test.each([
  ['NOT_LISTENING', 409, codes.unusable],
  ['NOT_RUNNING', 409, codes.unusable],
  ['LIMIT', 429, codes.tooMany],
  ['UNSUPPORTED', 501, codes.hostUnreachable],
] as const)('passes on that the host refused with %s', async (code, status, closeCode) => {
  host.refuse = { status, problem: { code, message: 'Because of this.' } };
  expect(await refusal(ada.headers)).toEqual({ code: closeCode, message: 'Because of this.' });
});

test('limits the connections of one user, and counts those that ended no longer', async () => {
  const [one, two] = [await connect(), await connect()];
  expect(await refusal(ada.headers)).toMatchObject({ code: codes.tooMany });
  one.bytes.end();
  one.stream.end();
  one.stream.resume();
  one.bytes.resume();
  await one.closed;
  await gone(one.stream);
  const three = await connect();
  for (const each of [two, three]) each.socket.terminate();
  await Promise.all([gone(two.stream), gone(three.stream)]);
});

test('ends the connections of an ended session at once, and those of a deleted container', async () => {
  const bob = await server.signedUp();
  const lab = await bob.createLab();
  await server.stores.labs.place(lab, 'i-host');
  const his = await bob.createContainer(lab, 'db');
  await new ReportingHost(server).report(his, 'RUNNING', 'READY');
  const { secret } = await bob.mutate('createApiToken', { name: 'cli' });
  const token = { authorization: `Bearer ${String(secret)}` };
  const open = async (headers: Record<string, string>) => {
    const { bytes, closed } = await dial(headers, forwardPath(his, 5432));
    bytes.resume();
    const { stream } = await host.feeds.next();
    return { closed, stream };
  };
  const [bySession, byToken] = [await open(bob.headers), await open(token)];
  await bob.query('mutation { signOut { signedOut } }');
  expect(await bySession.closed).toMatchObject({ code: 4401 });
  expect(byToken.stream.closed).toBe(false);
  const remove = `mutation ($id: ID!) { deleteContainer(input: { containerId: $id }) { __typename } }`;
  await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { ...token, 'content-type': 'application/json' },
    body: JSON.stringify({ query: remove, variables: { id: his } }),
  });
  expect(await byToken.closed).toMatchObject({ code: codes.notFound });
  await Promise.all([gone(bySession.stream), gone(byToken.stream)]);
});

// The last: the next connection would wait for the pause after a failure.
test('says that the host does not answer', async () => {
  host.reachable = false;
  host.cut();
  expect(await refusal(ada.headers)).toMatchObject({ code: codes.hostUnreachable });
});
