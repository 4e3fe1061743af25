import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWithToken } from './token-socket.ts';

let server: WebSocketServer;
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

async function connect(silenceMs: number) {
  const { port } = server.address() as AddressInfo;
  const open = openWithToken('pn_secret', { flow: () => undefined, silenceMs });
  const accepted = once(server, 'connection');
  const socket = open(`ws://127.0.0.1:${port}`, 'any') as unknown as WebSocket;
  const [far, request] = (await accepted) as [WebSocket, { headers: Record<string, string> }];
  return { socket, far, request };
}

describe('openWithToken', () => {
  it('authenticates with the token', async () => {
    const { request } = await connect(1_000);
    expect(request.headers['authorization']).toBe('Bearer pn_secret');
  });

  it('ends a connection after too long a silence', async () => {
    const { socket } = await connect(50);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1006);
  });

  it('keeps a connection that the server pings', async () => {
    const { socket, far } = await connect(2000);
    for (let asked = 0; asked < 10; asked += 1) {
      far.ping();
      await once(far, 'pong');
    }
    const closed = once(socket, 'close').then(() => performance.now());
    const last = performance.now();
    far.ping();
    expect((await closed) - last).toBeGreaterThan(1900);
  });
});
