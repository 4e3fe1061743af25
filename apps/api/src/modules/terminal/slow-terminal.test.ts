import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import { RawTerminal } from '@pineapple/test-kit/terminals';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), {
    openHostStream: host.open,
    terminalLimits: { stalledMs: 5_000, unreachableMs: 1_500, quietMs: 100 },
  });
  ada = await server.signedUp();
  const labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  containerId = await ada.createContainer(labId, 'web');
  await new ReportingHost(server).report(containerId, 'READY');
});

afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const flood = Buffer.alloc(1024 * 1024, 'y\n');

test('buffers a bounded amount for a client that never reads, delays no other client, and closes it', async () => {
  const deaf = new RawTerminal(server.url, containerId, ada.headers);
  await deaf.control('ready');
  deaf.socket.pause();
  const quick = new RawTerminal(server.url, containerId, ada.headers);
  await quick.control('ready');
  const terminal = host.terminal(containerId);
  const rounds = 8;
  for (let round = 1; round <= rounds; round += 1) {
    terminal.print(flood);
    await quick.received(round * flood.length);
  }
  expect(terminal.viewers.size).toBe(2);
  const relayed = /^pineapple_terminal_bytes_total{direction="to-client"} (\d+)$/m;
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const taken = Number(relayed.exec(metrics)?.[1]) - rounds * flood.length;
  // What the kernel and the windows hold of many megabytes.
  expect(taken).toBeLessThan(6 * 1024 * 1024);
  await expect.poll(() => terminal.viewers.size, { timeout: 30_000 }).toBe(1);
  deaf.socket.resume();
  expect((await deaf.closed).code).toBe(4408);
  quick.socket.close();
});

test('closes a client that stops acknowledging as too slow', async () => {
  const client = new RawTerminal(server.url, containerId, ada.headers, {
    window: '1024',
    terminal: 'two',
  });
  await client.control('ready');
  host.terminal(containerId, 'two').print(flood);
  expect(await client.closed).toMatchObject({ code: 4408 });
  expect(client.bytes).toBe(1024);
});

test('keeps a slow client that makes progress', async () => {
  const client = new RawTerminal(server.url, containerId, ada.headers, {
    window: '1024',
    terminal: 'three',
  });
  await client.control('ready');
  host.terminal(containerId, 'three').print(Buffer.alloc(5 * 1024, 'z'));
  for (let bytes = 1024; bytes < 5 * 1024; bytes += 1024) {
    await client.received(bytes);
    // Each step is shorter than the timeout, all together are longer.
    await delay(1_500);
    client.send({ type: 'ack', bytes });
  }
  await client.received(5 * 1024);
  client.socket.close();
});

test('slows down input that is faster than the container reads, without losing any', async () => {
  const client = new RawTerminal(server.url, containerId, ada.headers, { terminal: 'four' });
  await client.control('ready');
  const terminal = host.terminal(containerId, 'four');
  const [viewer] = [...terminal.viewers];
  viewer?.pause();
  const typed = Buffer.alloc(60_000, 'k').toString();
  for (let i = 0; i < 100; i += 1) client.type(typed);
  await expect.poll(() => client.socket.bufferedAmount).toBeGreaterThan(1_000_000);
  viewer?.resume();
  await client.received(100 * typed.length);
  expect(terminal.typed.events.join('').length).toBe(100 * typed.length);
  client.socket.close();
});

test('gives up on a host that stays unreachable, and says why', async () => {
  host.reachable = false;
  host.cut();
  const client = new RawTerminal(server.url, containerId, ada.headers, { terminal: 'five' });
  await client.control('waiting');
  await client.control('error');
  expect(await client.closed).toMatchObject({ code: 4503 });
  host.reachable = true;
});
