import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { startValkey } from './valkey-server.ts';

const start = (outputLimit = 32 * 1024 * 1024) => startTestServer(outputLimit);

async function startTestServer(outputLimit: number) {
  const server = await startValkey({ port: 0, outputLimit });
  const clients: Redis[] = [];
  return {
    url: server.url,
    client(): Redis {
      const client = new Redis(server.url, { retryStrategy: () => null });
      clients.push(client);
      return client;
    },
    async raw(): Promise<Socket> {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.disconnect();
      await server.close();
    },
  };
}

async function reply(socket: Socket, bytes: string): Promise<string> {
  socket.write(bytes);
  const [data] = await once(socket, 'data');
  return String(data);
}

test('delivers messages to every subscriber of a channel, in order and byte for byte', async () => {
  await using server = await start();
  const received: string[][] = [];
  for (let index = 0; index < 3; index += 1) {
    const messages: string[] = [];
    received.push(messages);
    const subscriber = server.client();
    subscriber.on('message', (channel, message) => messages.push(`${channel}=${message}`));
    await subscriber.subscribe('lab:one', 'lab:ünïcode');
  }
  const publisher = server.client();
  const sent = Array.from({ length: 200 }, (_, index) => `message ${index} é\r\n$5`);
  for (const message of sent) expect(await publisher.publish('lab:one', message)).toBe(3);
  expect(await publisher.publish('lab:ünïcode', 'x')).toBe(3);
  expect(await publisher.publish('lab:unknown', 'x')).toBe(0);
  const expected = [...sent.map((message) => `lab:one=${message}`), 'lab:ünïcode=x'];
  await eventually(() => received).toEqual([expected, expected, expected]);
});

test('stops delivering after unsubscribe and after a client disconnects', async () => {
  await using server = await start();
  const [leaving, staying, publisher] = [server.client(), server.client(), server.client()];
  await leaving.subscribe('a', 'b');
  await staying.subscribe('a');
  expect(await publisher.publish('a', '1')).toBe(2);
  expect(await leaving.unsubscribe('a')).toBe(1);
  expect(await publisher.publish('a', '2')).toBe(1);
  expect(await publisher.publish('b', '2')).toBe(1);
  await leaving.unsubscribe();
  expect(await publisher.publish('b', '3')).toBe(0);
  // Without subscriptions all commands are allowed again.
  expect(await leaving.publish('a', '4')).toBe(1);
  staying.disconnect();
  await eventually(() => publisher.publish('a', '5')).toBe(0);
});

test('answers the commands that a client needs to connect and keep alive', async () => {
  await using server = await start();
  const client = server.client();
  expect(await client.ping()).toBe('PONG');
  expect(await client.info()).toContain('redis_version');
  expect(await client.select(0)).toBe('OK');
  expect(await client.client('SETNAME', 'me')).toBe('OK');
  await expect(client.call('HELLO', '3')).rejects.toThrow("unknown command 'hello'");
  await expect(client.call('toString')).rejects.toThrow('unknown command');
  await expect(client.call('PUBLISH', 'a')).rejects.toThrow('wrong number of arguments');
  await expect(client.select(5)).rejects.toThrow('out of range');
  await client.subscribe('a');
  expect(await client.ping()).toEqual(['pong', '']);
  const raw = await server.raw();
  expect(await reply(raw, '*2\r\n$9\r\nsubscribe\r\n$1\r\nx\r\n')).toBe(
    '*3\r\n$9\r\nsubscribe\r\n$1\r\nx\r\n:1\r\n',
  );
  expect(await reply(raw, '*1\r\n$4\r\nping\r\n')).toBe('*2\r\n$4\r\npong\r\n$0\r\n\r\n');
  expect(await reply(raw, '*3\r\n$7\r\npublish\r\n$1\r\nx\r\n$1\r\ny\r\n')).toContain(
    "Can't execute 'publish'",
  );
  expect(await reply(raw, '*1\r\n$4\r\nquit\r\n')).toBe('+OK\r\n');
  await once(raw, 'close');
});

test('parses commands in any fragments, and many at once', async () => {
  await using server = await start();
  const pipeline = server.client().pipeline();
  for (let index = 0; index < 1000; index += 1) pipeline.publish('a', String(index));
  expect(await pipeline.exec()).toHaveLength(1000);

  const raw = await server.raw();
  const answers: string[] = [];
  raw.on('data', (data) => answers.push(String(data)));
  for (const byte of '*2\r\n$4\r\nECHO\r\n$5\r\nhello\r\n*1\r\n$4\r\nPING\r\n') raw.write(byte);
  await eventually(() => answers.join('')).toBe('$5\r\nhello\r\n+PONG\r\n');
  raw.destroy();
});

test('refuses a web page and invalid input', async () => {
  await using server = await start();
  const cases = [
    'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n*1\r\n$4\r\nPING\r\n',
    'PING\r\n',
    '*1\r\n+PING\r\n',
    '*1\r\n$99999999999\r\n',
    '*100000\r\n',
    '*-1\r\n',
    `*${'1'.repeat(100)}`,
  ];
  for (const bytes of cases) {
    const raw = await server.raw();
    expect(await reply(raw, bytes), bytes).toMatch(/^-ERR Protocol error: [^\r]*\r\n$/);
    await once(raw, 'close');
  }
  expect(await server.client().ping()).toBe('PONG');
});

test('disconnects only a subscriber that does not read', async () => {
  await using server = await start(1024 * 1024);
  const [publisher, good] = [server.client(), server.client()];
  let read = 0;
  good.on('message', () => (read += 1));
  await good.subscribe('a');
  const slow = await server.raw();
  await reply(slow, '*2\r\n$9\r\nsubscribe\r\n$1\r\na\r\n');
  slow.pause();
  const message = 'x'.repeat(100_000);
  let sent = 0;
  let receivers = 2;
  while (receivers === 2 && sent < 1000) {
    receivers = await publisher.publish('a', message);
    sent += 1;
  }
  expect(receivers).toBe(1);
  await eventually(() => read).toBe(sent);
  slow.destroy();
});
