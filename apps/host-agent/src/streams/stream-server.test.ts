import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ClientHttp2Session } from 'node:http2';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { StreamServer } from './stream-server.ts';

/** Longer than a busy machine takes to respond. */
const pingIntervalMs = 300;
const patience = { timeout: 20_000 };
let directory: string;
let socketPath: string;
let server: StreamServer;
let streams: number;
let onStreamClosed: () => void;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-server-'));
  socketPath = join(directory, 'streams.sock');
  streams = 0;
  onStreamClosed = () => undefined;
  server = await StreamServer.listen({
    socketPath,
    pingIntervalMs,
    log: pino({ level: 'silent' }),
    routes: {
      'GET /wait': ({ stream }) => {
        streams += 1;
        stream.once('close', () => {
          streams -= 1;
          onStreamClosed();
        });
        stream.respond({ ':status': 200 });
      },
    },
  });
});
afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** Opens a stream that stays open. */
async function openStream(session: ClientHttp2Session): Promise<void> {
  const stream = session.request({ ':path': '/wait', 'pineapple-lab': 'lab_1' });
  stream.on('error', () => undefined);
  await once(stream, 'response');
}

/** A proxy, as Systems Manager has between API and agent, that can stop forwarding. */
async function startProxy() {
  const path = join(directory, 'proxy.sock');
  const ends: Socket[] = [];
  const proxy = createServer((near) => {
    const far = createConnection(socketPath);
    for (const end of [near, far]) ends.push(end.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  proxy.listen(path);
  await once(proxy, 'listening');
  return {
    path,
    /** Keeps both connections open and forwards nothing. */
    stop: () => ends.forEach((end) => end.unpipe().pause()),
    [Symbol.dispose]: () => {
      ends.forEach((end) => end.destroy());
      proxy.close();
    },
  };
}

describe('the stream server', () => {
  it('drops a client that no longer answers pings, with all its streams', async () => {
    using proxy = await startProxy();
    const session = connectStreams(proxy.path);
    await openStream(session);
    expect(streams).toBe(1);
    proxy.stop();
    await expect.poll(() => streams, patience).toBe(0);
    session.destroy();
  });

  it('closes while the session of a client that left is still ending', async () => {
    const session = connectStreams(socketPath);
    await openStream(session);
    const closed = new Promise<void>((resolve) => (onStreamClosed = () => resolve(server.close())));
    session.destroy();
    await closed;
  });

  it('keeps a client that answers pings, even if it requests nothing', async () => {
    const session = connectStreams(socketPath);
    await openStream(session);
    let pings = 0;
    session.on('ping', () => (pings += 1));
    await expect.poll(() => pings, patience).toBeGreaterThan(5);
    expect(streams).toBe(1);
    session.destroy();
  });
});
