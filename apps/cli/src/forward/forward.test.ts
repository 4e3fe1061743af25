import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { forwardCloseCodes, forwardSubprotocol, SocketBytes } from '@pineapple/host-link/forward';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { readCommand } from '../command.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const container = (id: string, name: string, phase: string) => ({ id, name, readiness: { phase } });
const lab = {
  id: 'lab_1',
  name: 'first steps',
  networks: [],
  containers: [container('ctr_1', 'web', 'READY'), container('ctr_2', 'db', 'STOPPED')],
};

let offered: readonly number[] | null = null;

/** A website with one lab. Port 80 of web answers with what it got, once that has ended; nothing listens elsewhere. */
const website = createHttpServer((_request, response) => {
  const labs = { nodes: [lab], pageInfo: { hasNextPage: false, endCursor: null } };
  const node = { config: offered && { ports: offered.map((port) => ({ port })) } };
  response.end(JSON.stringify({ data: { viewer: { id: 'usr_1' }, labs, node } }));
});
const sockets = new WebSocketServer({ server: website, handleProtocols: () => forwardSubprotocol });
sockets.on('connection', (socket, request) => {
  if (request.url !== '/forwards/ctr_1/80')
    return socket.close(forwardCloseCodes.unusable, "Nothing listens on port 81 of 'web'.");
  const bytes = new SocketBytes(socket);
  bytes.on('error', () => undefined);
  return void text(bytes).then((all) => bytes.end(`${request.headers.authorization?.slice(0, 10)} ${all}`));
});

beforeAll(async () => {
  website.listen(0, '127.0.0.1');
  await once(website, 'listening');
});
afterAll(() => {
  sockets.close();
  website.close();
});

function run(...args: string[]) {
  const url = `http://127.0.0.1:${(website.address() as AddressInfo).port}`;
  const env = { ...process.env, PINEAPPLE_URL: url, PINEAPPLE_TOKEN: `pn_${'a'.repeat(43)}` };
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  return spawn(process.execPath, [main, 'forward', ...args], { env, stdio });
}

/** What it prints until it has printed so many lines. */
async function lines(stream: NodeJS.ReadableStream, count: number): Promise<string[]> {
  let all = '';
  for await (const part of (stream as Readable).iterator({ destroyOnReturn: false })) {
    all += String(part);
    if (all.split('\n').length > count) break;
  }
  return all.trim().split('\n');
}

async function failure(child: ChildProcess & { stderr: NodeJS.ReadableStream }) {
  const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { said, status: status as number };
}

describe('readCommand', () => {
  it.each([
    [['80'], [{ local: 80, port: 80 }]],
    [['8080:80'], [{ local: 8080, port: 80 }]],
    [
      [':80', '5433:5432'],
      [
        { local: 0, port: 80 },
        { local: 5433, port: 5432 },
      ],
    ],
  ])('reads forward %j, the local port first as kubectl does', (ports, expected) => {
    const place = { lab: 'first steps', container: 'web' };
    expect(readCommand(['forward', 'first steps/web', ...ports])).toEqual({
      ...{ name: 'forward', place, ports: expected },
    });
  });

  it.each([
    [['a/web', '0'], '"0" is not a port'],
    [['a/web', '8080:http'], '"8080:http" is not a port'],
    [['a/web', '127.0.0.1:8080:80'], 'is not a port'],
    [['a/web', '80:'], 'is not a port'],
    [['a/web', '80', '80:443'], 'named twice'],
    [['web', '80'], 'Name the container as <lab>/<container>'],
  ])('refuses forward %j', (args, message) => {
    expect(() => readCommand(['forward', ...args])).toThrow(message);
  });
});

describe('pineapple forward', () => {
  it('forwards each connection with its token, ends directions apart, reports a refusal, and stops with Ctrl-C', async () => {
    const child = run('first steps/web', ':80', ':81');
    const printed = await lines(child.stdout, 2);
    expect(printed.map((line) => line.replace(/1:\d+/, '1:n'))).toEqual([
      'Forwarding 127.0.0.1:n to web:80',
      'Forwarding 127.0.0.1:n to web:81',
    ]);
    const [good = 0, bad = 0] = printed.map((line) => Number(/1:(\d+)/.exec(line)?.[1]));
    const ask = async (words: string) => {
      const socket = connect({ port: good, host: '127.0.0.1', allowHalfOpen: true });
      socket.end(words);
      return text(socket);
    };
    expect(await Promise.all([ask('one'), ask('two'), ask('three')])).toEqual([
      ...['Bearer pn_ one', 'Bearer pn_ two', 'Bearer pn_ three'],
    ]);
    const refused = connect(bad, '127.0.0.1').on('error', () => undefined);
    const said = lines(child.stderr, 1);
    // It is reset, which is an error to it.
    await new Promise((resolve) => refused.once('close', resolve));
    expect(await said).toEqual(["[pineapple] web:81: Nothing listens on port 81 of 'web'."]);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('forwards the ports that a container offers, if none is named', async () => {
    offered = null;
    expect(await failure(run('first steps/web'))).toMatchObject({
      status: 255,
      said: expect.stringContaining("'web' offers no ports. Name the port of the container"),
    });
    offered = [80, 443];
    const child = run('first steps/web');
    const printed = await lines(child.stdout, 2);
    expect(printed.map((line) => line.replace(/1:\d+/, '1:n'))).toEqual([
      'Forwarding 127.0.0.1:n to web:80',
      'Forwarding 127.0.0.1:n to web:443',
    ]);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('says that the local port is taken, and that the container does not run', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const [byPort, byPhase] = await Promise.all([
      failure(run('first steps/web', `${port}:80`)),
      failure(run('first steps/db', '5432')),
    ]);
    taken.close();
    expect(byPort).toMatchObject({
      status: 255,
      said: expect.stringContaining(`The port ${port} of this machine is taken`),
    });
    expect(byPhase).toMatchObject({
      status: 255,
      said: expect.stringContaining("'db' is not running: it is STOPPED"),
    });
  });
});
