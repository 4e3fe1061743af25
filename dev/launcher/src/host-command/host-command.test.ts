import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';
import { hostCommandFolder } from './host-command.ts';

const folders = {
  'the one of the host agent': join(repositoryRoot, 'apps/host-agent/bin'),
  'the one that needs only Node': hostCommandFolder(
    repositoryRoot,
    mkdtempSync(join(tmpdir(), "pn-it's-")),
    { PATH: '/nonexistent' },
    () => null,
  ),
};

interface Ended {
  readonly status: number;
  readonly output: string;
}

/** Runs the command with a folder of sockets. */
async function run(folder: string, sockets: string, args: string[], input = ''): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    PINEAPPLE_AGENT_SOCKET: join(sockets, 'agent.sock'),
    PINEAPPLE_AGENT_STREAMS_SOCKET: join(sockets, 'streams.sock'),
  };
  const child = spawn(join(folder, 'pineapple-host'), args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  // It may end before it reads.
  child.stdin.on('error', () => undefined).end(input);
  const [output, [status]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { status, output };
}

async function listen(server: Server, name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pn-command-'));
  server.listen(join(folder, name));
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return folder;
}

const agent = (answer: RequestListener): Promise<string> => listen(createServer(answer), 'agent.sock');

it.each(Object.entries(folders))('%s passes an apply on and prints the report', async (_name, folder) => {
  const sockets = await agent((request, response) => {
    void text(request).then((body) => response.end(`${request.method} ${request.url} ${body}`));
  });
  expect(await run(folder, sockets, ['apply', '@payload'])).toEqual({
    status: 0,
    output: 'POST /apply @payload',
  });
  expect(await run(folder, sockets, ['status'])).toEqual({ status: 0, output: 'GET /status ' });
});

it.each(Object.entries(folders))('%s prints what failed and ends with 1', async (_name, folder) => {
  const sockets = await agent((_request, response) => response.writeHead(422).end('too old'));
  expect(await run(folder, sockets, ['apply', 'x'])).toEqual({ status: 1, output: 'too old' });
  expect(await run(folder, '/nonexistent', ['apply', 'x'])).toEqual({ status: 1, output: '' });
  expect(await run(folder, '/nonexistent', ['stream', 'x'])).toEqual({ status: 1, output: '' });
});

it.each(Object.entries(folders))('%s connects its input and output to the streams', async (_name, folder) => {
  // The shell script first tries the socket with a connection that sends nothing.
  const echo = createSocketServer({ allowHalfOpen: true }, (socket) => {
    socket.on('data', (bytes: Buffer) => socket.end(bytes.toString().toUpperCase()));
    socket.on('end', () => socket.end());
  });
  const sockets = await listen(echo, 'streams.sock');
  expect(await run(folder, sockets, ['stream', 'x'], 'typed')).toEqual({
    status: 0,
    output: '\u0001pineapple-streams/1\nTYPED',
  });
});

it.each(Object.entries(folders))('%s refuses a wrong usage with 2', async (_name, folder) => {
  for (const args of [[], ['apply'], ['stream', 'a', 'b'], ['remove']])
    expect((await run(folder, '/nonexistent', args)).status).toBe(2);
});
