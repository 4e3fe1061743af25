import { once } from 'node:events';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { RawSocket } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let webDir: string;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'pn-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>App</title>');
  await writeFile(join(webDir, 'assets', 'index-abc123.js'), 'console.log(1)');
  await writeFile(join(webDir, 'assets', 'index-abc123.js.br'), brotliCompressSync('console.log(1)'));
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables(), { config: { webDir } });
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
  await rm(webDir, { recursive: true });
});

interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Sends any headers, unlike fetch. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request(`${server.url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const hello = JSON.stringify({ query: '{ __typename }' });

test('sends the security headers with every response, errors included', async () => {
  for (const path of ['/', '/labs/x', '/healthz', '/nothing.txt', '/graphql', '/%ff', '/%']) {
    const { headers } = await ask(path);
    expect(headers['content-security-policy'], path).toContain("default-src 'none'; script-src 'self';");
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect(headers, path).not.toHaveProperty('x-powered-by');
    expect(headers, path).not.toHaveProperty('access-control-allow-origin');
  }
});

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
  ['another port of this machine', { origin: 'http://localhost:1' }],
])('refuses a change from %s', async (_name, headers) => {
  const client = await server.signedUp();
  const cookie = client.cookie ?? '';
  expect(await ask('/graphql', { ...json, ...headers, cookie }, 'POST', hello)).toMatchObject({
    status: 403,
  });
  expect(await RawSocket.refused(server.url, { ...headers, cookie })).toBe(403);
});

test('accepts a cookie or a token from a program without an origin, and not from another site', async () => {
  const client = await server.signedUp();
  const { secret } = await client.mutate('createApiToken', { name: 'program' });
  const credentials: Record<string, string>[] = [
    { cookie: client.cookie ?? '' },
    { authorization: `Bearer ${String(secret)}` },
  ];
  for (const credential of credentials) {
    expect(await ask('/graphql', { ...json, ...credential }, 'POST', hello)).toMatchObject({ status: 200 });
    const socket = await RawSocket.open(server.url, credential);
    socket.socket.close();
    for (const site of ['cross-site', 'same-site']) {
      const headers = { ...credential, 'sec-fetch-site': site };
      expect(await ask('/graphql', { ...json, ...headers }, 'POST', hello)).toMatchObject({ status: 403 });
      expect(await RawSocket.refused(server.url, headers)).toBe(403);
    }
  }
});

/** Sends bytes as they are and returns the answer's first line. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(text);
  await once(socket, 'close');
  return answer.split('\r\n', 1)[0] ?? '';
}

test('refuses a request with two Host headers, as a WebSocket too', async () => {
  const { host } = new URL(server.url);
  const twice = `Host: ${host}\r\nHost: rebound.example\r\nConnection: close\r\n`;
  const post = `${twice}Content-Type: application/json\r\nContent-Length: ${hello.length}\r\n\r\n${hello}`;
  expect(await sendRaw(`POST /graphql HTTP/1.1\r\n${post}`)).toBe('HTTP/1.1 400 Bad Request');
  const upgrade = `${twice.replace('close', 'Upgrade')}Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  expect(await sendRaw(`GET /graphql HTTP/1.1\r\n${upgrade}`)).toBe('HTTP/1.1 400 Bad Request');
});

test('accepts JSON in UTF-8 only', async () => {
  for (const charset of ['utf-7', 'utf-16', 'iso-8859-1']) {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    expect(await ask('/graphql', headers, 'POST', hello), charset).toMatchObject({
      status: 415,
      body: expect.stringContaining(`'${charset}'`),
    });
  }
  for (const type of ['application/json;charset=UTF-8', 'application/json; charset="utf-8"']) {
    expect(await ask('/graphql', { 'content-type': type }, 'POST', hello)).toMatchObject({ status: 200 });
  }
});

test('treats localhost and 127.0.0.1 alike on a local machine', async () => {
  const { port } = new URL(server.url);
  for (const name of ['localhost', '127.0.0.1']) {
    const headers = { ...json, host: `${name}:${port}`, origin: `http://${name}:${port}` };
    expect(await ask('/graphql', headers, 'POST', hello)).toMatchObject({ status: 200 });
  }
});

test('refuses another host name, against DNS rebinding', async () => {
  const host = 'rebound.example';
  expect(await ask('/', { host })).toMatchObject({ status: 421 });
  expect(await ask('/graphql', { ...json, host }, 'POST', hello)).toMatchObject({ status: 421 });
  expect(await RawSocket.refused(server.url, { host })).toBe(421);
  expect(await ask('/healthz', { host })).toMatchObject({ status: 200 });
});

test('refuses the content types of forms, and GET', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const { status } = await ask('/graphql', { 'content-type': type }, 'POST', hello);
    expect(status, type).toBeGreaterThanOrEqual(400);
  }
  const query = encodeURIComponent('mutation { signOut { signedOut } }');
  expect(await ask(`/graphql?query=${query}`)).toMatchObject({ status: 405, headers: { allow: 'POST' } });
});

test('serves a playground at /graphql that loads nothing from other sites', async () => {
  const page = await ask('/graphql', { accept: 'text/html' });
  const nonce = /'nonce-([^']+)'/.exec(String(page.headers['content-security-policy']))?.[1] ?? 'none';
  expect(page.body).toContain(`<script type="module" nonce="${nonce}">`);
  const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"|import\('([^']+)'\)/g)].map(
    ([, attribute, imported]) => attribute ?? imported ?? '',
  );
  expect(addresses).toEqual(['data:,', '/graphql/playground/ruru.css', '/graphql/playground/ruru.js']);
  expect(await ask('/graphql/playground/ruru.js')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });
  expect(await ask('/graphql/playground/../../package.json')).toMatchObject({ status: 404 });
});

test('caches hashed files, revalidates pages, and sends compressed files', async () => {
  const file = await ask('/assets/index-abc123.js', { 'accept-encoding': 'br' });
  expect(file.headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  for (const path of ['/', '/labs/lab_abc', '/sign-in?next=%2F']) {
    expect(await ask(path), path).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' },
      body: expect.stringContaining('<title>App</title>'),
    });
  }
  for (const path of ['/assets/missing.js', '/graphql/x', '/terminals/ctr_x', '/..%2f..%2fetc/passwd.txt']) {
    expect((await ask(path)).status, path).toBe(404);
  }
});

test('serves metrics to scrapers in the network, not to browsers or through a proxy', async () => {
  expect((await ask('/metrics')).body).toContain('pineapple_http_request_seconds_bucket');
  expect(await ask('/metrics', { host: '10.0.0.7:4000' })).toMatchObject({ status: 200 });
  expect(await ask('/metrics', { host: 'rebound.example' })).toMatchObject({ status: 421 });
  for (const [name, value] of [
    ['x-forwarded-for', '1.2.3.4'],
    ['cookie', 'a=b'],
    ['sec-fetch-site', 'none'],
  ] as const) {
    expect(await ask('/metrics', { [name]: value })).toMatchObject({ status: 404 });
  }
});

test('answers 404 to a WebSocket at an unknown path', async () => {
  const socket = new RawSocket(`${server.url}/elsewhere`, {});
  const status = await new Promise((resolve) => {
    socket.socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
  });
  expect(status).toBe(404);
});

test('reports readiness by the stores', async () => {
  expect(await ask('/readyz')).toMatchObject({ status: 200 });
  const broken = await startTestServer(aws, await aws.newTables());
  Object.defineProperty(broken.stores.users, 'get', { value: () => Promise.reject(new Error('away')) });
  expect((await fetch(`${broken.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${broken.url}/healthz`)).status).toBe(200);
  await broken.close();
});

test('is ready once it has reached the bus, and stays ready when the bus fails', async () => {
  const starting = await startTestServer(aws, await aws.newTables());
  const publish = starting.bus.publish.bind(starting.bus);
  let away = true;
  Object.defineProperty(starting.bus, 'publish', {
    value: (...args: Parameters<typeof publish>) =>
      away ? Promise.reject(new Error('away')) : publish(...args),
  });
  const status = async () => (await fetch(`${starting.url}/readyz`)).status;
  expect(await status()).toBe(503);
  away = false;
  await expect.poll(status, { timeout: 30_000 }).toBe(200);
  away = true;
  const now = performance.now.bind(performance);
  // After the cached result has expired.
  const later = vi.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
  expect(await status()).toBe(200);
  later.mockRestore();
  await starting.close();
});

test('logs user and operation, and no secret', async () => {
  const client = await server.signedUp('logged');
  await client.send({ query: 'query Mine { viewer { id } }', operationName: 'Mine' });
  const user = await server.stores.users.getByUsername('logged');
  expect(server.logs).toContainEqual(
    expect.objectContaining({ route: '/graphql', operationName: 'Mine', userId: user?.id, status: 200 }),
  );
  const text = JSON.stringify(server.logs);
  for (const secret of ['correct horse', client.cookie?.split('=')[1] ?? 'none']) {
    expect(text).not.toContain(secret);
  }
});
