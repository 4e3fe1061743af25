import { randomBytes } from 'node:crypto';
import type { ServerHttp2Stream } from 'node:http2';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import { type Payload, RawSocket, type TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let reporting: ReportingHost;
let ada: TestClient;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), {
    openHostStream: host.open,
    socketLimits: { laggingBytes: 100_000 },
  });
  reporting = new ReportingHost(server);
});

beforeEach(async () => {
  ada = await server.signedUp();
  const labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  containerId = await ada.createContainer(labId, `c-${randomBytes(4).toString('hex')}`);
  await reporting.report(containerId, 'READY');
});

afterEach(() => ada.close());

afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const query = `subscription ($containerId: ID!, $tail: Int, $since: DateTime) {
  containerLogs(containerId: $containerId, tail: $tail, since: $since) { skipped lines { at stream text } } }`;

interface Chunk {
  readonly skipped: number;
  readonly lines: readonly { readonly at: string; readonly stream: string; readonly text: string }[];
}

function chunkOf({ data }: Payload): Chunk {
  return data?.['containerLogs'] as Chunk;
}

/** The next stream of this container's log that the API opens. */
async function opened(): Promise<{ readonly path: string; readonly stream: ServerHttp2Stream }> {
  return host.feeds.find(({ path }) => path.startsWith(`/logs/${containerId}`));
}

function line(text: string, second = 0, stream = 'stdout'): string {
  return `${JSON.stringify({ at: `2026-01-01T00:00:${String(second).padStart(2, '0')}.123456789Z`, stream, text })}\n`;
}

test('sends lines as they are printed, and a burst in one event', async () => {
  const log = ada.subscribe(query, { containerId, tail: 50, since: '2026-01-01T00:00:00.000Z' });
  const { path, stream } = await opened();
  expect(path).toBe(`/logs/${containerId}?tail=50&since=2026-01-01T00%3A00%3A00.000Z`);
  stream.write(line('one') + line('two', 1, 'stderr') + line('thr').slice(0, 20));
  const first = chunkOf(await log.next());
  expect(first.skipped).toBe(0);
  expect(first.lines.map(({ stream: from, text }) => [from, text])).toEqual([
    ['STDOUT', 'one'],
    ['STDERR', 'two'],
  ]);
  stream.write(line('thr').slice(20));
  expect(chunkOf(await log.next()).lines.map(({ text }) => text)).toEqual(['thr']);
});

test('continues after a lost link without gaps or repetition', async () => {
  const log = ada.subscribe(query, { containerId });
  const { path, stream } = await opened();
  expect(path).toBe(`/logs/${containerId}?tail=200`);
  stream.write(line('a', 1) + line('b', 2));
  await log.next();
  host.cut();
  const again = await opened();
  // The host sends the lines after this time.
  expect(again.path).toBe(`/logs/${containerId}?since=2026-01-01T00%3A00%3A02.123456789Z`);
  again.stream.write(line('c', 3) + line('d', 3));
  expect(chunkOf(await log.next()).lines.map(({ text }) => text)).toEqual(['c', 'd']);
});

test('sends the existing lines to each reader', async () => {
  const one = ada.subscribe(query, { containerId });
  const first = await opened();
  first.stream.write(line('old'));
  await one.next();
  const two = ada.subscribe(query, { containerId });
  const second = await opened();
  second.stream.write(line('old'));
  expect(chunkOf(await two.next()).lines).toHaveLength(1);
});

test('ends the stream from the host with its reader, and the log with its container', async () => {
  const socket = ada.socket();
  ada.subscribe(query, { containerId }, socket);
  const { stream } = await opened();
  const gone = new Promise((resolve) => stream.once('close', resolve));
  await socket.dispose();
  await gone;
  const log = ada.subscribe(query, { containerId });
  const next = await opened();
  next.stream.write(line('last words'));
  await log.next();
  await ada.mutate('deleteContainer', { containerId });
  await reporting.report(containerId, 'DELETED');
  await log.done();
  expect(log.error).toBeNull();
});

test('drops the oldest lines for a slow reader, and reports how many', async () => {
  const reader = await RawSocket.open(server.url, ada.headers);
  reader.send({ id: '1', type: 'subscribe', payload: { query, variables: { containerId } } });
  const { stream } = await opened();
  reader.socket.pause();
  const count = 60_000;
  for (let i = 0; i < count; i += 1000) {
    const lines = Array.from({ length: 1000 }, (_, k) => line(`${i + k} ${'x'.repeat(200)}`));
    await new Promise((resolve) => stream.write(lines.join(''), resolve));
  }
  reader.socket.resume();
  let seen = 0;
  let skipped = 0;
  while (seen + skipped < count) {
    const message = await reader.log.next();
    const chunk = chunkOf(message['payload'] as Payload);
    seen += chunk.lines.length;
    skipped += chunk.skipped;
    if (chunk.skipped > 0)
      expect(Number.parseInt(chunk.lines[0]?.text ?? '', 10)).toBe(seen + skipped - chunk.lines.length);
  }
  expect(seen + skipped).toBe(count);
  expect(skipped).toBeGreaterThan(0);
  reader.socket.terminate();
});

test.each([
  [{ tail: -1 }, 'BAD_USER_INPUT'],
  [{ tail: 5001 }, 'BAD_USER_INPUT'],
  [{ since: 'yesterday' }, 'BAD_USER_INPUT'],
])('refuses %j', async (more, code) => {
  const log = ada.subscribe(query, { containerId, ...more });
  await log.done();
  expect(log.error).toMatchObject([{ extensions: { code } }]);
});

test("treats another user's log as missing", async () => {
  const eve = await server.signedUp();
  const log = eve.subscribe(query, { containerId });
  await log.done();
  expect(log.error).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  await eve.close();
});
