import { pcapngHeader, PcapngReader } from '@pineapple/host-link/capture';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { TestClient } from '@pineapple/test-kit/users';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let containerId: string;

const header = pcapngHeader({ name: 'eth0', description: '', linkType: 1, snapLength: 100, filter: null });

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), {
    openHostStream: host.open,
    captureLimits: { capturesPerUser: 2, hostTimeoutMs: 300, questionsPerUser: 2 },
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

/** Asks for a capture. The answer comes with its first bytes, which `feed` has to write. */
function ask(headers: Record<string, string>, query = '', id = containerId) {
  const left = new AbortController();
  const answer = fetch(`${server.url}/captures/${id}${query}`, { headers, signal: left.signal });
  return { answer, leave: () => left.abort() };
}

/** Opens a capture and lets the host send its header. */
async function open(headers: Record<string, string>, query = '', id = containerId) {
  const { answer, leave } = ask(headers, query, id);
  const { stream, path, headers: toHost } = await host.feeds.next();
  stream.write(header);
  const response = await answer;
  const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()));
  return { response, stream, path, toHost, leave, closed };
}

async function refused(headers: Record<string, string>, query = '', id = containerId) {
  return problemOf(await ask(headers, query, id).answer);
}

async function problemOf(response: Response) {
  const { errors } = (await response.json()) as {
    errors: [{ message: string; extensions: { code: string; path?: string[] } }];
  };
  return { status: response.status, message: errors[0].message, ...errors[0].extensions };
}

test('passes on what the host captures, and stops it when the client leaves', async () => {
  const { response, path, leave, closed } = await open(ada.headers, '?interface=eth0&filter=icmp%20or%20arp');
  expect(path).toBe(`/captures/${containerId}?interface=eth0&filter=icmp+or+arp&snap=262144`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/x-pcapng',
    'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+-web-eth0\.pcapng"$/),
    'cache-control': 'no-store',
  });
  const first = await response.body?.getReader().read();
  expect(new PcapngReader().read(first?.value ?? new Uint8Array())).toMatchObject([{ name: 'eth0' }]);
  leave();
  await closed;
});

test('captures several interfaces of a lab, which all have to be in it', async () => {
  const on = `?on=${containerId}%3Aeth0&on=${containerId}%3Aeth1&record=true`;
  const { path, toHost, leave, closed } = await open(ada.headers, on, labId);
  expect(path).toBe(`/captures/${labId}?on=${containerId}%3Aeth0&on=${containerId}%3Aeth1&snap=262144`);
  expect(toHost['pineapple-recording']).toBeDefined();
  leave();
  await closed;
  for (const [query, expected] of [
    ['', { status: 400, path: ['on'] }],
    ['?interface=eth0', { status: 400, path: ['interface'] }],
    [`?on=${labId}:eth0`, { status: 400, path: ['on'] }],
    [`?on=${containerId}&on=${containerId}`, { status: 400, path: ['on'] }],
    [`?on=${containerId.slice(0, -2)}zz`, { status: 404, code: 'NOT_FOUND' }],
  ] as const)
    expect(await refused(ada.headers, query, labId), query).toMatchObject(expected);
  const other = await ada.createContainer(await ada.createLab(), 'web');
  expect(await refused(ada.headers, `?on=${other}`, labId)).toMatchObject({ status: 404 });
  const eve = await server.signedUp();
  expect(await refused(eve.headers, on, labId)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
});

test('captures a network as a part of its lab, and asks about it under both ids', async () => {
  const networkId = await ada.createNetwork(labId, 'lan');
  const { path, response, toHost, leave, closed } = await open(ada.headers, '?record=true', networkId);
  expect(path).toBe(`/captures/${labId}?on=${networkId}&snap=262144`);
  expect(response.headers.get('content-disposition')).toMatch(/-lan\.pcapng"$/);
  const id = toHost['pineapple-recording'];
  const asked = fetch(`${server.url}/captures/${networkId}/recordings/${String(id)}`, {
    method: 'POST',
    headers: { ...ada.headers, 'content-type': 'application/json' },
    body: JSON.stringify(load),
  });
  const question = await host.feeds.next();
  expect(question.path).toMatch(new RegExp(`^/analyses/${labId}/${String(id)}\\?`));
  question.stream.end('{}');
  expect((await asked).status).toBe(200);
  leave();
  await closed;
  expect(await refused(ada.headers, '?interface=eth0', networkId)).toMatchObject({
    ...{ status: 400, path: ['interface'] },
  });
  const eve = await server.signedUp();
  expect(await refused(eve.headers, '', networkId)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const foreign = `?on=${await ada.createNetwork(await ada.createLab(), 'lan')}`;
  expect(await refused(ada.headers, foreign, labId)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  // What it captures is gone with the network.
  const other = await open(ada.headers, '', networkId);
  await ada.mutate('deleteNetwork', { networkId });
  await other.closed;
});

test('ends with the capture, and fails when the host is lost', async () => {
  const complete = await open(ada.headers);
  complete.stream.end();
  expect((await complete.response.arrayBuffer()).byteLength).toBe(header.length);
  const cut = await open(ada.headers);
  host.cut();
  await expect(cut.response.arrayBuffer()).rejects.toThrow();
});

test('waits for a slow client instead of keeping the packets', async () => {
  const { response, stream, leave, closed } = await open(ada.headers);
  const most = 64;
  let taken = 0;
  // Nothing is read. Once all buffers on the way are full, a write is not taken any more.
  while (taken < most) {
    const written = new Promise<boolean>((resolve) =>
      stream.write(Buffer.alloc(1024 * 1024), () => resolve(!stream.destroyed)),
    );
    const full = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500));
    if (!(await Promise.race([written, full]))) break;
    taken += 1;
  }
  expect(taken).toBeLessThan(most);
  // Also keeps the answer: without a reference it is collected, and its request ends.
  expect(response.bodyUsed).toBe(false);
  expect(stream.destroyed).toBe(false);
  leave();
  await closed;
});

test('lets a token with the scope TERMINAL in, and no other', async () => {
  const { secret } = await ada.mutate('createApiToken', { name: 'cli' });
  const { leave, closed } = await open({ authorization: `Bearer ${String(secret)}` });
  leave();
  await closed;
  const { secret: other } = await ada.mutate('createApiToken', { name: 'ci', scopes: ['READ', 'WRITE'] });
  const bearer = { authorization: `Bearer ${String(other)}` };
  expect(await refused(bearer)).toMatchObject({ status: 403, message: expect.stringContaining('TERMINAL') });
  expect(await refused({})).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
});

test("treats another user's container as one that does not exist, whatever else is wrong", async () => {
  const eve = await server.signedUp();
  for (const id of [containerId, containerId.replace(/.$/, 'z'), labId, 'nonsense'])
    expect(await refused(eve.headers, '?snap=x', id), id).toMatchObject({ status: 404, code: 'NOT_FOUND' });
});

test('refuses another site, which would act with the cookie of its visitor', async () => {
  const { cookie = '' } = ada.headers;
  for (const [name, value] of [
    ['origin', 'https://evil.example'],
    ['sec-fetch-site', 'cross-site'],
  ] as const)
    expect(await refused({ cookie, [name]: value })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});

test.each([
  ['?interface=a%20b', 'interface'],
  ['?filter=-w%20x', 'filter'],
  ['?snap=5', 'snap'],
  ['?count=0', 'count'],
  ['?write=x', 'write'],
])('refuses %s before the host is asked, and names the parameter', async (query, field) => {
  const known = host.requests.events.length;
  expect(await refused(ada.headers, query)).toMatchObject({ status: 400, code: 'VALIDATION', path: [field] });
  expect(host.requests.events).toHaveLength(known);
});

test.each([
  ['FILTER', 400, 400, { code: 'VALIDATION', path: ['filter'] }],
  ['BAD_REQUEST', 400, 400, { code: 'VALIDATION', path: ['interface'] }],
  ['NOT_RUNNING', 409, 409, { code: 'CONFLICT' }],
  ['LIMIT', 429, 429, { code: 'QUOTA' }],
  ['UNSUPPORTED', 501, 503, { code: 'HOST_UNAVAILABLE' }],
] as const)('passes on that the host refused with %s', async (code, hostStatus, status, expected) => {
  host.refuse = { status: hostStatus, problem: { code, message: 'Because of this.' } };
  expect(await refused(ada.headers)).toMatchObject({ status, message: 'Because of this.', ...expected });
});

test('limits the captures of one user, and counts those that ended no longer', async () => {
  const [one, two] = [await open(ada.headers), await open(ada.headers)];
  expect(await refused(ada.headers)).toMatchObject({ status: 429, code: 'QUOTA' });
  one.leave();
  await one.closed;
  const three = await open(ada.headers);
  for (const each of [two, three]) each.leave();
  await Promise.all([two.closed, three.closed]);
});

test('ends the captures of an ended session at once, and those of a deleted container', async () => {
  const bob = await server.signedUp();
  const lab = await bob.createLab();
  await server.stores.labs.place(lab, 'i-host');
  const his = await bob.createContainer(lab, 'db');
  await new ReportingHost(server).report(his, 'RUNNING', 'READY');
  const { secret } = await bob.mutate('createApiToken', { name: 'cli' });
  const token = { authorization: `Bearer ${String(secret)}` };
  const [bySession, byToken] = [await open(bob.headers, '', his), await open(token, '', his)];
  await bob.query('mutation { signOut { signedOut } }');
  await bySession.closed;
  expect(byToken.stream.closed).toBe(false);
  const remove = `mutation ($id: ID!) { deleteContainer(input: { containerId: $id }) { __typename } }`;
  await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { ...token, 'content-type': 'application/json' },
    body: JSON.stringify({ query: remove, variables: { id: his } }),
  });
  await byToken.closed;
});

const recordingId = '0b7a1f0e-5d0f-4c55-9b26-6f3b8a3d4c11';
const load = { ask: 'load', newer: true };

/** Asks about a recording. The host's answer has to be written by the test. */
function question(headers: Record<string, string>, body: unknown = load, id = containerId) {
  return fetch(`${server.url}/captures/${id}/recordings/${recordingId}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('has the host keep what it captures under the id that its answer names, if it is asked to', async () => {
  const { response, toHost, leave, closed } = await open(ada.headers, '?record=true');
  const id = response.headers.get('pineapple-recording');
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(toHost['pineapple-recording']).toBe(id);
  leave();
  await closed;
  const plain = await open(ada.headers);
  expect(plain.response.headers.get('pineapple-recording')).toBeNull();
  expect(plain.toHost['pineapple-recording']).toBeUndefined();
  plain.leave();
  await plain.closed;
});

test('passes a question about a recording on to the host, and its answer back', async () => {
  const answer = question(ada.headers);
  const { path, stream } = await host.feeds.next();
  expect(path).toMatch(new RegExp(`^/analyses/${containerId}/${recordingId}\\?request=`));
  stream.end('{"snapshot":1}\n');
  const response = await answer;
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': expect.stringContaining('application/json'),
    'cache-control': 'no-store',
  });
  expect(await response.json()).toEqual({ snapshot: 1 });
});

test('asks the host nothing for those who may not see the container, nor what is not a question', async () => {
  const known = host.requests.events.length;
  const asked = async (...args: Parameters<typeof question>) => problemOf(await question(...args));
  expect(await asked({})).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  const { secret } = await ada.mutate('createApiToken', { name: 'ci2', scopes: ['READ', 'WRITE'] });
  const token = { authorization: `Bearer ${String(secret)}` };
  expect(await asked(token)).toMatchObject({ status: 403, message: expect.stringContaining('TERMINAL') });
  const eve = await server.signedUp();
  expect(await asked(eve.headers, { ask: 'bye' })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const foreign = await question({ ...ada.headers, origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  await foreign.body?.cancel();
  expect(await asked(ada.headers, { ask: 'bye' })).toMatchObject({ status: 400, path: ['ask'] });
  expect(await asked(ada.headers, { ...load, file: '/etc/passwd' })).toMatchObject({ status: 400 });
  expect(host.requests.events).toHaveLength(known);
});

test.each([
  ['NOT_FOUND', 404, 404, { code: 'NOT_FOUND' }],
  ['NOT_RUNNING', 409, 409, { code: 'CONFLICT' }],
  ['LIMIT', 429, 429, { code: 'QUOTA' }],
  ['FILTER', 400, 400, { code: 'VALIDATION', path: ['filter'] }],
  ['BAD_REQUEST', 400, 400, { code: 'VALIDATION' }],
  ['UNSUPPORTED', 501, 503, { code: 'HOST_UNAVAILABLE' }],
] as const)('says why the host refused a question with %s', async (code, hostStatus, status, expected) => {
  host.refuse = { status: hostStatus, problem: { code, message: 'Because of this.' } };
  const found = await problemOf(await question(ada.headers));
  expect(found).toMatchObject({ status, message: 'Because of this.', ...expected });
});

test('limits the questions of a user that wait for answers', async () => {
  const [one, two] = [question(ada.headers), question(ada.headers)];
  const streams = [(await host.feeds.next()).stream, (await host.feeds.next()).stream];
  expect(await problemOf(await question(ada.headers))).toMatchObject({ status: 429, code: 'QUOTA' });
  for (const stream of streams) stream.end('{}');
  await Promise.all([one, two]);
  const three = question(ada.headers);
  (await host.feeds.next()).stream.end('{}');
  expect((await three).status).toBe(200);
});

// The last one: an instance tries a host that did not answer again only after a while.
test('says that the host does not answer', async () => {
  host.reachable = false;
  expect(await refused(ada.headers)).toMatchObject({ status: 503, code: 'HOST_UNAVAILABLE' });
});
