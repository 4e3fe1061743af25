import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { readChunks, requestStream } from './host-request.ts';

it('reads an answer that was complete before it was read', async () => {
  const server = createServer();
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200 });
    stream.end('all of it');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const signal = AbortSignal.timeout(60_000);
  const request = { method: 'GET', path: '/', labId: 'lab_aaaaaaaaaaaa' } as const;
  const stream = await requestStream(session, request, signal);
  await expect.poll(() => stream.closed, { interval: 1 }).toBe(true);

  let text = '';
  await readChunks(stream, (chunk) => (text += chunk.toString()), signal);
  expect(text).toBe('all of it');

  session.close();
  server.close();
});
