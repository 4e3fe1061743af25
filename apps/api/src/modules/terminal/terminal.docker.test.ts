import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { AgentHost } from '@pineapple/test-kit/hosts';
import { RawTerminal } from '@pineapple/test-kit/terminals';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let prefix: string;
let host: AgentHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  prefix = await aws.newTables();
  host = await AgentHost.start(aws);
  server = await startTestServer(aws, prefix, { openHostStream: host.open });
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, host.hostId);
  containerId = await ada.createContainer(labId, 'web');
  await host.bringUp(labId, server);
});

afterAll(async () => {
  await ada.close();
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

let terminals = 0;

/** A client in a terminal of its own that acknowledges its output. */
async function newTerminal(query: Record<string, string> = {}, url = server.url): Promise<RawTerminal> {
  const terminal = `t-${(terminals += 1)}`;
  const client = join({ terminal, ...query }, url);
  await client.control('ready');
  return client;
}

function join(query: Record<string, string>, url = server.url): RawTerminal {
  const headers = { ...ada.headers, origin: url };
  const client = new RawTerminal(url, containerId, headers, {
    cols: '80',
    rows: '24',
    window: '262144',
    ...query,
  });
  client.socket.on('message', (_data, binary) => {
    if (binary) client.send({ type: 'ack', bytes: client.bytes });
  });
  return client;
}

test('runs a shell in a real container in UTF-8, and reports its exit code', async () => {
  const client = await newTerminal();
  client.type('echo "grüße $((6*7))"\r');
  await client.printed('grüße 42');
  client.type('exit 3\r');
  expect(await client.control('exit')).toMatchObject({ code: 3 });
  expect(await client.closed).toMatchObject({ code: 1000 });
});

test('delivers output in full and in order across two cuts of the host link', async () => {
  const client = await newTerminal();
  // Less than the host keeps. More could be lost without a viewer.
  client.type('stty -echo; seq 1 130000; echo $((6*7))end\r');
  await client.received(200_000);
  host.cut();
  await client.received(500_000);
  host.cut();
  await client.printed('42end');
  const text = client.output.toString();
  const numbers = text.slice(text.indexOf('1\r\n2\r\n')).split('\r\n').slice(0, 130_000);
  expect(numbers.join() === Array.from({ length: 130_000 }, (_, i) => String(i + 1)).join()).toBe(true);
  expect(client.controls.events.filter(({ type }) => type === 'ready')).toHaveLength(1);
  client.socket.close();
});

test('passes Ctrl-C through a flood of output, while another terminal stays responsive', async () => {
  const client = await newTerminal();
  const other = await newTerminal();
  client.type('yes\r');
  await client.received(3_000_000);
  other.type('echo $((6*8))\r');
  await other.printed('48');
  client.type('\u0003');
  client.type('echo $((6*9))end\r');
  await client.printed('54end');
  client.socket.close();
  other.socket.close();
});

test('echoes far more input than the buffers hold, without loss', async () => {
  const client = await newTerminal({ window: '65536' });
  const size = 12_000_000;
  client.type(`stty raw -echo; echo $((6*7))go; head -c ${size}; stty sane; echo $((6*8))done\r`);
  await client.printed('42go');
  const before = client.bytes;
  for (let at = 0; at < size; at += 50_000) client.type('k'.repeat(50_000));
  await client.printed('48done');
  expect(client.output.subarray(before).toString().split('k').length - 1).toBe(size);
  client.socket.close();
});

test('shares one terminal between two users on two instances', async () => {
  await using other = await startTestServer(aws, prefix, { openHostStream: host.open });
  const here = join({ terminal: 'pair' });
  await here.control('ready');
  const there = join({ terminal: 'pair', cols: '60' }, other.url);
  await there.control('ready');
  expect(await here.controls.find((each) => each.type === 'size' && each.viewers === 2)).toMatchObject({
    cols: 60,
  });
  here.type('echo from-$((1))-here\r');
  await Promise.all([here, there].map((each) => each.printed('from-1-here')));
  there.type('echo from-$((2))-there\r');
  await Promise.all([here, there].map((each) => each.printed('from-2-there')));
  here.socket.close();
});

test('lists terminals and streams logs and statistics of a real container', async () => {
  const client = await newTerminal({ terminal: 'listed' });
  const logs = ada.subscribe(
    'subscription ($id: ID!) { containerLogs(containerId: $id) { lines { stream text } } }',
    { id: containerId },
  );
  const stats = ada.subscribe(
    'subscription ($id: ID!) { containerStats(containerId: $id) { cpu memoryBytes pids } }',
    { id: containerId },
  );
  const { data } = await ada.query(
    'query ($id: ID!) { lab(id: $id) { containers { terminals { name } } } }',
    {
      id: labId,
    },
  );
  expect(JSON.stringify(data)).toContain('"listed"');
  client.type('echo to-the-log > /proc/1/fd/1\r');
  const seen = await logs.find((event) => JSON.stringify(event).includes('to-the-log'));
  expect(seen.data).toEqual({ containerLogs: { lines: [{ stream: 'STDOUT', text: 'to-the-log' }] } });
  expect((await stats.next()).data?.['containerStats']).toMatchObject({ pids: expect.any(Number) });
  client.send({ type: 'terminate' });
  await client.control('exit');
  expect(await client.closed).toMatchObject({ code: 1000 });
});

test('reconnects to an agent that was killed, and reports the new shell', async () => {
  const client = await newTerminal();
  client.type('echo $((6*7))\r');
  await client.printed('42');
  await host.agent.end('SIGKILL');
  expect(await client.control('waiting')).toMatchObject({ phase: 'READY' });
  await host.agent.start();
  expect(await client.control('ready')).toMatchObject({ resumed: false, fresh: true });
  client.type('echo $((6*8))\r');
  await client.printed('48');
  client.socket.close();
});
