import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AgentHost,
  TerminalClient,
  startTestAws,
  type TestAws,
  type TestClient,
} from '@pineapple/test-kit/api';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let prefix: string;
let host: AgentHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let containerId: string;

beforeAll(async () => {
  aws = await startTestAws();
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

/** A client in a terminal of its own that acknowledges what it gets. */
async function newTerminal(query: Record<string, string> = {}, url = server.url): Promise<TerminalClient> {
  const terminal = `t-${(terminals += 1)}`;
  const client = join({ terminal, ...query }, url);
  await client.told('ready');
  return client;
}

function join(query: Record<string, string>, url = server.url): TerminalClient {
  const headers = { ...ada.headers, origin: url };
  const client = new TerminalClient(url, containerId, headers, {
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

test('a shell in a real container answers, in UTF-8, and its end is told with its code', async () => {
  const client = await newTerminal();
  client.type('echo "grüße $((6*7))"\r');
  await client.printed('grüße 42');
  client.type('exit 3\r');
  expect(await client.told('exit')).toMatchObject({ code: 3 });
  expect(await client.closed).toMatchObject({ code: 1000 });
});

test('output with the host link cut twice in it arrives whole and in order', async () => {
  const client = await newTerminal();
  // Less than the host keeps: more than that may pass by while nobody looks.
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

test('Ctrl-C gets through a flood, and another terminal is quick meanwhile', async () => {
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

test('far more is typed than there is room for on the way into what prints it again: all comes back', async () => {
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

test('two people on two instances type into one terminal and both see both', async () => {
  await using other = await startTestServer(aws, prefix, { openHostStream: host.open });
  const here = join({ terminal: 'pair' });
  await here.told('ready');
  const there = join({ terminal: 'pair', cols: '60' }, other.url);
  await there.told('ready');
  expect(await here.controls.find((each) => each.type === 'size' && each.viewers === 2)).toMatchObject({
    cols: 60,
  });
  here.type('echo from-$((1))-here\r');
  await Promise.all([here, there].map((each) => each.printed('from-1-here')));
  there.type('echo from-$((2))-there\r');
  await Promise.all([here, there].map((each) => each.printed('from-2-there')));
  here.socket.close();
});

test('terminals, logs and stats of a real container are told', async () => {
  const client = await newTerminal({ terminal: 'told' });
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
  expect(JSON.stringify(data)).toContain('"told"');
  client.type('echo to-the-log > /proc/1/fd/1\r');
  const seen = await logs.find((event) => JSON.stringify(event).includes('to-the-log'));
  expect(seen.data).toEqual({ containerLogs: { lines: [{ stream: 'STDOUT', text: 'to-the-log' }] } });
  expect((await stats.next()).data?.['containerStats']).toMatchObject({ pids: expect.any(Number) });
  client.send({ type: 'terminate' });
  await client.told('exit');
  expect(await client.closed).toMatchObject({ code: 1000 });
});

test('an agent that was killed comes back, and the client is told that its shell is another', async () => {
  const client = await newTerminal();
  client.type('echo $((6*7))\r');
  await client.printed('42');
  await host.endAgent('SIGKILL');
  expect(await client.told('waiting')).toMatchObject({ phase: 'READY' });
  await host.startAgent();
  expect(await client.told('ready')).toMatchObject({ resumed: false, fresh: true });
  client.type('echo $((6*8))\r');
  await client.printed('48');
  client.socket.close();
});
