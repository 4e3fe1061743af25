import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import type { TestClient } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let containerId: string;
let now = Date.now();

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Handler;
/** The program in the container. */
const program = createServer((request, response) => answer(request, response));
const sockets = new WebSocketServer({ server: program });
sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`you said ${String(data)}`)));

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), {
    openHostStream: host.open,
    clock: () => new Date(now),
  });
  ada = await server.signedUp();
  const labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  containerId = await ada.createContainer(labId, 'web');
  await new ReportingHost(server).report(containerId, 'RUNNING', 'READY');
  const serve = async (): Promise<never> => {
    for (;;) program.emit('connection', (await host.feeds.next()).stream);
  };
  void serve().catch(() => undefined);
});
beforeEach(() => {
  answer = (_request, response) => response.end('hello');
});
afterAll(async () => {
  await server.close();
  sockets.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request as a browser makes it. Unlike fetch, it may have any header, and follows no redirection. */
async function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const sent = request(new URL(server.url), { path, method, headers, agent: false });
  sent.end(body);
  const [got] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of got) text += String(part);
  return { status: got.statusCode ?? 0, headers: got.headers, body: text };
}

const cookie = (client = ada): Record<string, string> => ({ cookie: client.headers['cookie'] ?? '' });
/** What a browser sends when a user follows a link of the website. */
const opened = {
  'sec-fetch-site': 'same-origin',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
};
/** What a browser sends for a page that has no origin of the website. */
const sandboxed = { origin: 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };

/** Opens the port as its owner does. @returns the folder with the capability */
async function enter(path = `/ports/${containerId}/80/`): Promise<string> {
  const { status, headers } = await ask(path, { headers: { ...opened, ...cookie() } });
  expect(status).toBe(302);
  return headers.location ?? '';
}

describe('a page of a container', () => {
  it('is opened by its owner, who is sent to an address with a capability, and passed on with all that it has', async () => {
    const seen: { url?: string; method?: string; headers?: IncomingMessage['headers'] } = {};
    answer = ({ url = '', method = '', headers }, response) => {
      Object.assign(seen, { url, method, headers });
      response
        .writeHead(201, { 'content-type': 'text/html', etag: '"1"', 'x-total': '3' })
        .end('<h1>hi</h1>');
    };
    const address = await enter(`/ports/${containerId}/80/deep/er?q=1&q=2`);
    expect(address).toMatch(new RegExp(`^/ports/${containerId}/80/~[A-Za-z0-9_-]{88}/deep/er\\?q=1&q=2$`));
    const got = await ask(address);
    expect(got).toMatchObject({ status: 201, body: '<h1>hi</h1>' });
    expect(got.headers).toMatchObject({ 'content-type': 'text/html', etag: '"1"', 'x-total': '3' });
    expect(seen).toMatchObject({ url: '/deep/er?q=1&q=2', method: 'GET' });
    expect(seen.headers).toMatchObject({
      host: 'localhost:80',
      'x-forwarded-prefix': address.slice(0, address.indexOf('/deep')),
    });
  });

  it('streams bodies both ways', async () => {
    answer = (request, response) => void request.pipe(response);
    const folder = await enter();
    const body = 'x'.repeat(300_000);
    const got = await ask(`${folder}upload`, {
      method: 'POST',
      headers: { ...sandboxed, 'content-type': 'text/x' },
      body,
    });
    expect(got.status).toBe(200);
    expect(got.body === body).toBe(true);
  });

  it('passes on a body of unknown length, with a method that rarely has one', async () => {
    answer = (request, response) => void request.pipe(response);
    const sent = request(new URL(server.url), {
      ...{ path: await enter(), method: 'DELETE', agent: false },
      headers: { ...sandboxed, 'transfer-encoding': 'chunked' },
    });
    sent.end('these');
    const [got] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of got) text += String(part);
    expect(text).toBe('these');
  });

  it.each([
    ['/login?next=/', '~/login?next=/'],
    ['deeper/', '~/a/deeper/'],
    ['../../../../graphql', '~/graphql'],
    ['http://localhost:80/x#y', '~/x#y'],
    ['https://example.org/elsewhere', 'https://example.org/elsewhere'],
    ['javascript:alert(1)', undefined],
    ['//evil.example/x', 'http://evil.example/x'],
  ])('that redirects to %j leads to %j', async (location, expected) => {
    answer = (_request, response) => response.writeHead(302, { location }).end();
    const folder = await enter();
    const { headers } = await ask(`${folder}a/b`);
    expect(headers.location).toBe(expected?.replace('~/', folder));
  });

  it('has WebSockets', async () => {
    const url = `${server.url.replace('http', 'ws')}${await enter()}live`;
    const socket = new WebSocket(url, { origin: 'null' });
    await once(socket, 'open');
    socket.send('hello');
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(String(data)).toBe('you said hello');
    socket.close();
    await once(socket, 'close');
  });

  it('says why there is no answer', async () => {
    const folder = await enter();
    host.refuse = {
      status: 409,
      problem: { code: 'NOT_LISTENING', message: "Nothing listens on port 80 of 'web'." },
    };
    expect(await ask(folder)).toMatchObject({ status: 502, body: "Nothing listens on port 80 of 'web'.\n" });
    host.refuse = null;
    answer = ({ socket }) => socket.destroy();
    expect(await ask(folder)).toMatchObject({
      status: 502,
      body: expect.stringContaining('pineapple forward'),
    });
  });
});

describe('a page of a container can not act as its viewer:', () => {
  it('every answer puts it into an origin of its own, whatever the program says', async () => {
    answer = (_request, response) =>
      response
        .writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': 'sandbox allow-same-origin allow-scripts',
          'service-worker-allowed': '/',
          'x-content-type-options': 'off',
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
          'clear-site-data': '"cookies"',
          'strict-transport-security': 'max-age=0',
          'alt-svc': 'h2="evil.example:443"',
          'report-to': '{}',
          nel: '{}',
          'www-authenticate': 'Basic realm="Pineapple Networks"',
          refresh: '0; url=/graphql',
        })
        .end();
    const { headers } = await ask(await enter(), { headers: sandboxed });
    const [first = ''] = String(headers['content-security-policy']).split(',');
    expect(first).toMatch(/^sandbox /);
    expect(first).not.toContain('allow-same-origin');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': 'null',
      'x-frame-options': 'DENY',
    });
    for (const name of [
      ...['service-worker-allowed', 'access-control-allow-credentials', 'clear-site-data', 'alt-svc', 'nel'],
      ...[
        'strict-transport-security',
        'report-to',
        'www-authenticate',
        'refresh',
        'cross-origin-opener-policy',
      ],
    ])
      expect(headers, name).not.toHaveProperty(name);
  });

  it('its program gets neither cookies nor credentials of the website', async () => {
    let got: IncomingMessage['headers'] = {};
    answer = ({ headers }, response) => {
      got = headers;
      response.end();
    };
    const folder = await enter();
    const headers = {
      ...cookie(),
      authorization: `Bearer pn_${'a'.repeat(43)}`,
      referer: 'https://a/secret',
    };
    await ask(folder, { headers: { ...headers, 'x-forwarded-for': '1.2.3.4', 'x-real-ip': '1.2.3.4' } });
    for (const name of ['cookie', 'authorization', 'referer', 'x-forwarded-for', 'x-real-ip'])
      expect(got, name).not.toHaveProperty(name);
    expect(JSON.stringify(got)).not.toContain('pineapple_session');
  });

  it('its program sets no cookie of the website, and gets only its own', async () => {
    answer = ({ headers }, response) =>
      response
        .setHeader('set-cookie', [
          'pineapple_session=stolen; Path=/',
          'PINEAPPLE_DEVICE=stolen',
          '=pineapple_session=stolen; Path=/',
          '__Host-x=1; Path=/; Secure',
          'sid=1; Path=/; Domain=localhost; SameSite=None; Max-Age=60',
        ])
        .end(headers.cookie ?? 'none');
    const folder = await enter();
    const { headers, body } = await ask(folder, {
      headers: { cookie: `${cookie()['cookie'] ?? ''}; port~sid=1` },
    });
    expect(body).toBe('sid=1');
    expect(headers['set-cookie']).toEqual([
      `port~sid=1; Max-Age=60; Path=/ports/${containerId}/80/; HttpOnly; SameSite=Lax; Priority=Low`,
    ]);
  });

  it('the API refuses its origin, with and without the cookie', async () => {
    const operation = JSON.stringify({ query: '{ viewer { id } }' });
    for (const headers of [sandboxed, { ...sandboxed, ...cookie() }]) {
      const json = { ...headers, 'content-type': 'application/json' };
      const posted = await ask('/graphql', { method: 'POST', headers: json, body: operation });
      expect(posted.status).toBe(403);
      expect(posted.headers).not.toHaveProperty('access-control-allow-origin');
      const captured = await ask(`/captures/${containerId}`, { headers });
      expect(captured.status).toBe(403);
    }
  });

  it.each([
    ['/graphql', 'graphql-transport-ws'],
    ['/terminals/~', 'pineapple.terminal.v1'],
    ['/forwards/~/80', 'pineapple.forward.v1'],
  ])('the WebSocket %s refuses its origin', async (path, protocol) => {
    const url = `${server.url.replace('http', 'ws')}${path.replace('~', containerId)}`;
    const socket = new WebSocket(url, protocol, { headers: { ...cookie(), origin: 'null' } });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });

  it('it can not open another port by itself: not by loading it, and not by leading the viewer there', async () => {
    for (const headers of [
      { ...sandboxed, ...cookie() },
      {
        ...cookie(),
        'sec-fetch-site': 'cross-site',
        'sec-fetch-dest': 'document',
        'sec-fetch-mode': 'navigate',
      },
      { ...cookie(), 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
      {
        ...cookie(),
        'sec-fetch-site': 'same-origin',
        'sec-fetch-dest': 'iframe',
        'sec-fetch-mode': 'navigate',
      },
    ]) {
      const { status, headers: got } = await ask(`/ports/${containerId}/22/`, { headers });
      expect(status, JSON.stringify(headers)).toBe(401);
      expect(got).not.toHaveProperty('location');
    }
    const posted = await ask(`/ports/${containerId}/80/`, {
      method: 'POST',
      headers: { ...sandboxed, ...cookie() },
    });
    expect(posted.status).toBe(403);
  });
});

describe('a capability', () => {
  it('opens its own port of its own container, and nothing else', async () => {
    const known = host.requests.events.length;
    const token = (await enter()).split('/')[4] ?? '';
    const other = await ada.createContainer(await ada.createLab(), 'other');
    const changed = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const path of [
      `/ports/${containerId}/81/${token}/`,
      `/ports/${other}/80/${token}/`,
      `/ports/${containerId}/80/${changed}/`,
      `/ports/${containerId}/80/~/`,
      `/ports/nonsense/80/${token}/`,
      `/ports/${containerId}/0/${token}/`,
    ])
      expect((await ask(path, { headers: sandboxed })).status, path).toBe(401);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ports/${containerId}/81/${token}/`);
    expect(((await once(socket, 'error')) as [Error])[0].message).toContain('401');
    expect(host.requests.events).toHaveLength(known);
  });

  it("is made for the container's owner only", async () => {
    const eve = await server.signedUp();
    const path = `/ports/${containerId}/80/`;
    expect((await ask(path, { headers: { ...opened, ...cookie(eve) } })).status).toBe(404);
    expect((await ask(path, { headers: opened })).status).toBe(401);
    const { secret } = await ada.mutate('createApiToken', { name: 'cli' });
    expect(
      (await ask(path, { headers: { ...opened, authorization: `Bearer ${String(secret)}` } })).status,
    ).toBe(401);
  });

  it('answers the questions of a browser about other origins without asking the program', async () => {
    const folder = await enter();
    const known = host.requests.events.length;
    const headers = {
      ...sandboxed,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-a',
    };
    const got = await ask(folder, { method: 'OPTIONS', headers });
    expect(got.status).toBe(204);
    expect(got.headers).toMatchObject({
      'access-control-allow-origin': 'null',
      'access-control-allow-headers': 'x-a',
    });
    expect(got.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(host.requests.events).toHaveLength(known);
  });

  it('expires, and is renewed when its owner opens the page again', async () => {
    const folder = await enter();
    now += 9 * 3600 * 1000;
    expect((await ask(folder, { headers: sandboxed })).status).toBe(401);
    const again = await ask(`${folder}x?y`, { headers: { ...opened, ...cookie() } });
    expect(again.status).toBe(302);
    expect(again.headers.location).toMatch(/\/x\?y$/);
    expect(again.headers.location).not.toContain(folder);
  });

  it('ends with its session, at once, and the answers that are under way with it', async () => {
    answer = (_request, response) => void response.write('begun');
    const folder = await enter();
    const sent = request(new URL(server.url), { path: folder, agent: false }).end();
    const [got] = (await once(sent, 'response')) as [IncomingMessage];
    const cut = once(got, 'error');
    got.resume();
    await ada.query('mutation { signOut { signedOut } }');
    await cut;
    expect((await ask(folder)).status).toBe(401);
  });
});
