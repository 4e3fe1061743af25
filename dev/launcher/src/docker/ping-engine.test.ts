import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { pingEngine } from './ping-engine.ts';

it('asks the engine at a socket, whatever engine the environment names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pn-ping-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const asked: string[] = [];
  const engine = createServer(({ url }, response) => {
    asked.push(url ?? '');
    response.end('OK');
  }).listen(join(folder, 'docker.sock'));
  onTestFinished(() => void engine.close());
  await once(engine, 'listening');
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const other of ['tcp://127.0.0.1:9', 'tcp://127.0.0.1:2376', 'ssh://127.0.0.1', 'unix:///none']) {
    vi.stubEnv('DOCKER_HOST', other);
    vi.stubEnv('DOCKER_TLS_VERIFY', other.startsWith('tcp') ? '1' : '');
    expect(await pingEngine(`unix://${join(folder, 'docker.sock')}`), other).toBeNull();
  }
  expect(asked).toEqual(['/_ping', '/_ping', '/_ping', '/_ping']);
});

it('asks the engine at an address, whatever engine the environment names', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///none');
  vi.stubEnv('DOCKER_TLS_VERIFY', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const engine = createServer((_request, response) => response.end('OK')).listen(0, '127.0.0.1');
  onTestFinished(() => void engine.close());
  await once(engine, 'listening');
  const address = engine.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await pingEngine(`tcp://127.0.0.1:${port}`)).toBeNull();
});
