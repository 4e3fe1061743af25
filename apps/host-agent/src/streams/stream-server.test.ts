import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ClientHttp2Session } from 'node:http2';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectStreams } from '../testing/terminal-client.ts';
import { StreamServer } from './stream-server.ts';

/** Longer than a busy machine takes for an answer. */
const pingEveryMs = 300;
const patience = { timeout: 20_000 };
let directory: string;
let socketPath: string;
let server: StreamServer;
let streams: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pn-server-'));
  socketPath = join(directory, 'streams.sock');
  streams = 0;
  server = await StreamServer.listen({
    socketPath,
    pingEveryMs,
    log: pino({ level: 'silent' }),
    routes: {
      'GET /wait': ({ stream }) => {
        streams += 1;
        stream.once('close', () => (streams -= 1));
        stream.respond({ ':status': 200 });
      },
    },
  });
});
afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** A stream that stays open on a connection. */
async function wait(session: ClientHttp2Session): Promise<void> {
  const stream = session.request({ ':path': '/wait', 'pineapple-lab': 'lab_1' });
  stream.on('error', () => undefined);
  await once(stream, 'response');
}

/** What joins a session of Systems Manager to the agent, for whoever gets on no more to be left there. */
async function startJoint() {
  const path = join(directory, 'joint.sock');
  const ends: Socket[] = [];
  const joint = createServer((near) => {
    const far = createConnection(socketPath);
    for (const end of [near, far]) ends.push(end.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  joint.listen(path);
  await once(joint, 'listening');
  return {
    path,
    /** Both ends stay open, and nothing goes from one to the other. */
    stop: () => ends.forEach((end) => end.unpipe().pause()),
    [Symbol.dispose]: () => {
      ends.forEach((end) => end.destroy());
      joint.close();
    },
  };
}

describe('a client of the streams', () => {
  it('that does not answer any more is let go of, and all that it looked at', async () => {
    using joint = await startJoint();
    const session = connectStreams(joint.path);
    await wait(session);
    expect(streams).toBe(1);
    joint.stop();
    await expect.poll(() => streams, patience).toBe(0);
    session.destroy();
  });

  it('that answers may stay for as long as it likes, without asking for anything', async () => {
    const session = connectStreams(socketPath);
    await wait(session);
    let asked = 0;
    session.on('ping', () => (asked += 1));
    await expect.poll(() => asked, patience).toBeGreaterThan(5);
    expect(streams).toBe(1);
    session.destroy();
  });
});
