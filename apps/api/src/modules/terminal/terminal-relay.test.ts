import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import { RawTerminal } from '@pineapple/test-kit/terminals';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let prefix: string;
let host: ScriptedHost;
let server: TestServer;
let reporting: ReportingHost;
let ada: TestClient;
let labId: string;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, prefix, {
    openHostStream: host.open,
    // Tests lose hosts more often than users do.
    terminalLimits: { steadyMs: 0 },
  });
  reporting = new ReportingHost(server);
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
});

beforeEach(async () => {
  host.refuse = null;
  host.reachable = true;
  containerId = await ada.createContainer(labId, `c-${randomBytes(4).toString('hex')}`);
  await reporting.report(containerId, 'READY');
});

afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

function open(query: Record<string, string> = {}, url = server.url): RawTerminal {
  return new RawTerminal(url, containerId, { ...ada.headers, origin: url }, query);
}

test('passes input to the container and output back', async () => {
  const client = open({ cols: '100', rows: '30' });
  expect(await client.control('ready')).toMatchObject({ fresh: true, resumed: false, cols: 100, rows: 30 });
  client.type('ls\r');
  await client.printed('ls\r');
  client.send({ type: 'resize', cols: 90, rows: 20 });
  const resized = await host
    .terminal(containerId)
    .controls.find((each) => each.type === 'resize' && each.cols === 90);
  expect(resized).toEqual({ type: 'resize', cols: 90, rows: 20 });
  client.socket.close();
});

test('waits for a container that is not READY, reports its phase, and then connects', async () => {
  await ada.mutate('stopContainer', { containerId });
  await reporting.report(containerId, 'STOPPING', 'STOPPED');
  const client = open();
  expect(await client.control('waiting')).toMatchObject({ phase: 'STOPPED' });
  client.type('typed ahead');
  await ada.mutate('startContainer', { containerId });
  await reporting.report(containerId, 'CREATED', 'RUNNING');
  await client.controls.find((each) => each.type === 'waiting' && each.phase === 'RUNNING');
  await reporting.report(containerId, 'READY');
  await client.control('ready');
  await client.printed('typed ahead');
  client.socket.close();
});

test('survives a cut host link without losing a byte or sending a message', async () => {
  const client = open();
  await client.control('ready');
  const terminal = host.terminal(containerId);
  const sent = randomBytes(600_000);
  for (let at = 0; at < sent.length; at += 100_000) {
    terminal.print(sent.subarray(at, at + 100_000));
    await client.received(at + 1);
    host.cut();
  }
  await client.received(sent.length);
  expect(client.output.equals(sent)).toBe(true);
  expect(client.controls.events.map(({ type }) => type)).toEqual(['ready']);
  client.socket.close();
});

test('delivers input that was typed while the host was unreachable', async () => {
  const client = open();
  await client.control('ready');
  host.reachable = false;
  host.cut();
  expect(await client.control('waiting')).toMatchObject({ reason: expect.stringContaining('host') });
  client.type('held back');
  host.reachable = true;
  expect(await client.control('ready')).toMatchObject({ resumed: true, lost: 0 });
  await client.printed('held back');
  client.socket.close();
});

test('reports a terminal that the agent has lost, and drops the input for the old shell', async () => {
  const client = open();
  await client.control('ready');
  host.terminal(containerId).print('before');
  await client.printed('before');
  host.reachable = false;
  host.cut();
  await client.control('waiting');
  client.type('rm -rf ');
  host.terminals.delete(`${containerId}/main`);
  host.reachable = true;
  expect(await client.control('ready')).toMatchObject({ resumed: false, fresh: true, offset: 0 });
  client.type('echo');
  await client.printed('echo');
  expect(host.terminal(containerId).typed.events).toEqual(['echo']);
  client.socket.close();
});

test('sends a client that resumes only what it missed', async () => {
  const first = open();
  const { incarnation } = await first.control('ready');
  const terminal = host.terminal(containerId);
  terminal.print('seen');
  await first.printed('seen');
  first.socket.close();
  await first.closed;
  terminal.print(', missed');
  const second = open({ resume: `${incarnation}:4` });
  expect(await second.control('ready')).toMatchObject({ resumed: true, offset: 4, lost: 0 });
  await second.received(8);
  expect(second.output.toString()).toBe(', missed');
  second.socket.close();
});

test('never exceeds the window, and sends everything through it', async () => {
  const window = 4096;
  const client = open({ window: String(window) });
  await client.control('ready');
  const sent = randomBytes(100_000);
  host.terminal(containerId).print(sent);
  while (client.bytes < sent.length) {
    const target = Math.min(client.bytes + window, sent.length);
    await client.received(target);
    // One more round trip would deliver anything sent beyond the window.
    client.socket.ping();
    await new Promise((resolve) => client.socket.once('pong', resolve));
    expect(client.bytes).toBe(target);
    client.send({ type: 'ack', bytes: target });
  }
  expect(client.output.equals(sent)).toBe(true);
  client.socket.close();
});

test('sends the exit after all output, even to a slow reader, and closes the socket', async () => {
  const client = open({ window: '1024' });
  await client.control('ready');
  const terminal = host.terminal(containerId);
  terminal.print(Buffer.alloc(3000, 'x'));
  terminal.exit(3, 'exited');
  for (const bytes of [1024, 2048]) {
    await client.received(bytes);
    client.send({ type: 'ack', bytes });
  }
  await client.received(3000);
  expect(await client.control('exit')).toMatchObject({ code: 3 });
  expect(await client.closed).toMatchObject({ code: 1000 });
});

test('ends the terminal for all viewers on terminate', async () => {
  const [one, two] = [open(), open()];
  await Promise.all([one.control('ready'), two.control('ready')]);
  one.send({ type: 'terminate' });
  expect(await one.closed).toMatchObject({ code: 1000 });
  expect(await two.closed).toMatchObject({ code: 1000 });
  expect(host.terminals.has(`${containerId}/main`)).toBe(false);
});

test('shares one terminal among viewers on two instances, and one session on the same instance', async () => {
  await using other = await startTestServer(aws, prefix, { openHostStream: host.open });
  const before = host.purposes.length;
  const here = [open(), open()];
  await Promise.all(here.map((each) => each.control('ready')));
  const there = open({}, other.url);
  await there.control('ready');
  there.type('hi from there');
  await Promise.all([...here, there].map((each) => each.printed('hi from there')));
  expect(host.purposes.slice(before)).toEqual(Array(2).fill(`terminal ${containerId} main`));
  for (const each of [...here, there]) each.socket.close();
});

test('closes sockets as going away when the server stops, while the terminal keeps running', async () => {
  const other = await startTestServer(aws, prefix, { openHostStream: host.open });
  const client = open({}, other.url);
  const { incarnation } = await client.control('ready');
  client.type('still here');
  await client.printed('still here');
  await other.close();
  expect(await client.closed).toMatchObject({ code: 1001 });
  const back = open({ resume: `${incarnation}:10` });
  expect(await back.control('ready')).toMatchObject({ resumed: true });
  back.socket.close();
});

test.each([
  ['NO_SHELL', 409, 4409],
  ['LIMIT', 429, 4429],
] as const)("a refusal for %s is passed on in the agent's words", async (code, status, closeCode) => {
  host.refuse = { status, problem: { code, message: 'Neither /bin/bash nor /bin/sh is there.' } };
  const client = open();
  expect(await client.control('error')).toMatchObject({ message: host.refuse.problem.message });
  expect(await client.closed).toMatchObject({ code: closeCode });
});

test('tries again when the agent does not know the container as running yet', async () => {
  host.refuse = { status: 409, problem: { code: 'NOT_RUNNING', message: 'The container is not running.' } };
  const client = open();
  expect(await client.control('waiting')).toMatchObject({ reason: 'The container is not running.' });
  host.refuse = null;
  await client.control('ready');
  client.socket.close();
});

test('closes links soon after their last use', async () => {
  const client = open();
  await client.control('ready');
  client.socket.close();
  await expect.poll(() => host.sessions, { timeout: 30_000 }).toBe(0);
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  await expect.poll(metrics).toMatch(/^pineapple_host_sessions 0$/m);
  await expect.poll(metrics).toMatch(/^pineapple_terminal_sockets 0$/m);
});

test('passes the end of the input of a shell without a pseudo-terminal, and gives up when its host is lost', async () => {
  const client = open({ terminal: 'run-1', tty: 'no' });
  expect(await client.control('ready')).toMatchObject({ tty: false, fresh: true });
  client.type('ip route\n');
  client.send({ type: 'end-input' });
  const shell = host.terminal(containerId, 'run-1');
  await shell.controls.find(({ type }) => type === 'end-input');
  expect(shell.typed.events.join('')).toBe('ip route\n');
  host.cut();
  expect(await client.control('error')).toMatchObject({ message: 'The connection to the host was lost.' });
  expect(await client.closed).toMatchObject({ code: 4503 });
});
