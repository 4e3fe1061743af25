import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DockerClient } from '../docker/docker-client.ts';
import { DockerTransport } from '../docker/docker-transport.ts';
import { ImageFactsCache } from './image-facts.ts';

/** An engine that has no image until it is pulled. `answer` is the end of the pull's progress. */
async function start(answer: string) {
  const directory = mkdtempSync(join(tmpdir(), 'pn-images-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const pulled: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://docker');
    if (request.method === 'POST' && pathname.endsWith('/images/create')) {
      pulled.push(searchParams.get('fromImage') ?? '');
      response.end(`{"status":"Pulling"}\r\n${answer}`);
    } else if (pulled.length === 0 || answer !== '') {
      response.writeHead(404).end('{"message":"No such image: python:3"}');
    } else {
      response.end(JSON.stringify({ Id: 'sha256:a', Config: { Cmd: ['python'] } }));
    }
  });
  server.listen(join(directory, 'docker.sock'));
  await once(server, 'listening');
  const transport = new DockerTransport(`unix://${join(directory, 'docker.sock')}`);
  onTestFinished(async () => {
    await transport.close();
    server.close();
  });
  return { images: new ImageFactsCache(new DockerClient(transport)), pulled };
}

it('pulls an image that is missing, once for all who wait for it', async () => {
  const { images, pulled } = await start('');
  const facts = await Promise.all([1, 2].map(() => images.of('python:3', { pull: true })));
  expect(facts.map(({ command }) => command)).toEqual([['python'], ['python']]);
  expect(pulled).toEqual(['python:3']);
});

it.each([
  ['python', 'python:latest'],
  ['registry.example.org:5000/a/python', 'registry.example.org:5000/a/python:latest'],
  ['python@sha256:00', 'python@sha256:00'],
])('pulls one tag of %s', async (reference, asked) => {
  const { images, pulled } = await start('');
  await images.of(reference, { pull: true });
  expect(pulled).toEqual([asked]);
});

it('says why an image could not be pulled, and tries again for the next container', async () => {
  const { images, pulled } = await start('{"error":"manifest unknown"}\r\n');
  const failure = 'No such image: python:3. It could not be pulled: manifest unknown';
  await expect(images.of('python:3', { pull: true })).rejects.toThrow(failure);
  await expect(images.of('python:3', { pull: true })).rejects.toThrow(failure);
  expect(pulled).toHaveLength(2);
});

it('pulls nothing unless it is asked to', async () => {
  const { images, pulled } = await start('');
  await expect(images.of('python:3')).rejects.toThrow('No such image: python:3');
  expect(pulled).toEqual([]);
});
