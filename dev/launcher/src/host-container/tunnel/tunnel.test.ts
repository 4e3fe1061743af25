import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duplex, duplexPair } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { joinStreams } from './join-streams.ts';
import { Tunnel } from './tunnel.ts';

const whole = { allowHalfOpen: true };

/** The opening end of a tunnel whose other end accepts streams. */
function openTunnel(accept: (name: string, stream: Duplex) => void): Tunnel {
  const [near, far] = duplexPair();
  new Tunnel(far, { end: 'host', accept });
  const tunnel = new Tunnel(near, { end: 'launcher', accept: (_name, stream) => stream.destroy() });
  onTestFinished(() => tunnel.close());
  return tunnel;
}

async function listening(server: Server): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'pn-tunnel-')), 'socket');
  server.listen(path);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return path;
}

/** A local socket whose connections go through a tunnel to a server with that behaviour. */
async function tunnelled(serve: (socket: Socket) => void): Promise<{ path: string; tunnel: Tunnel }> {
  const target = await listening(createSocketServer(whole, serve));
  const tunnel = openTunnel((_name, stream) => joinStreams(stream, connect({ path: target, ...whole })));
  const path = await listening(
    createSocketServer(whole, (socket) => joinStreams(socket, tunnel.open('target'))),
  );
  return { path, tunnel };
}

it('carries every byte of many streams at once, and the end of each direction', async () => {
  const { path } = await tunnelled((socket) => void buffer(socket).then((all) => socket.end(all)));
  const sent = Array.from({ length: 20 }, (_, index) => Buffer.alloc(3_000_000, index));
  const received = await Promise.all(
    sent.map(async (bytes) => {
      const socket = connect({ path, ...whole });
      socket.end(bytes);
      return buffer(socket);
    }),
  );
  expect(received.every((bytes, index) => bytes.equals(sent[index] ?? Buffer.alloc(0)))).toBe(true);
});

it('ends a stream whose target breaks', async () => {
  const { path } = await tunnelled((socket) => socket.destroy());
  expect(await text(connect({ path }))).toBe('');
});

it('breaks its streams when the carrier is lost', async () => {
  const { path, tunnel } = await tunnelled((socket) => void socket.write('hello'));
  const socket = connect({ path });
  await once(socket, 'data');
  const closed = once(socket, 'close');
  tunnel.close();
  await Promise.all([closed, tunnel.closed]);
});

it('does not let a stream without a reader hold up another', async () => {
  const { path } = await tunnelled((socket) => {
    socket.once('data', (name) => {
      if (String(name) === 'flood') socket.write(Buffer.alloc(50_000_000));
      else socket.end('quick');
    });
    socket.on('error', () => undefined);
  });
  const flood = connect({ path });
  flood.write('flood');
  await once(flood, 'readable');
  const quick = connect({ path });
  quick.write('quick');
  expect(await text(quick)).toBe('quick');
  flood.destroy();
});

it('carries HTTP', async () => {
  const server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  const tunnel = openTunnel((_name, stream) => void server.emit('connection', stream));
  const path = await listening(
    createSocketServer(whole, (socket) => joinStreams(socket, tunnel.open('http'))),
  );
  const socket = connect({ path, ...whole });
  socket.end('GET /there HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK[^]*GET \/there/);
});
