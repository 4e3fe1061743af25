import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { dockerClient } from '../docker/ping-engine.ts';
import { startContainer } from './ensure-container.ts';

/** An engine that has the image of hosts, and answers each creation like this. */
async function engineThat(
  status: number,
  message: string,
): Promise<{ dockerHost: string; asked: unknown[] }> {
  const asked: unknown[] = [];
  const engine = createServer((request, response) => {
    const answer = (code: number, body: object): void =>
      void response.writeHead(code).end(JSON.stringify(body));
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      if (request.url?.startsWith('/images/')) return answer(200, { Id: 'sha256:1' });
      if (!request.url?.startsWith('/containers/create'))
        return answer(404, { message: 'No such container' });
      const { HostConfig } = JSON.parse(body) as { HostConfig: { Privileged?: boolean; CapAdd?: string[] } };
      asked.push(HostConfig.Privileged ?? HostConfig.CapAdd);
      return answer(status, { message });
    });
  }).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  onTestFinished(() => void engine.close());
  return { dockerHost: `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`, asked };
}

const wanted = { hostId: 'mi-0123456789abcdef0', env: {} };

it('says what to do where Docker refuses privileged containers and the capabilities too', async () => {
  const reason = 'authorization denied by plugin policy: privileged containers are not allowed';
  const { dockerHost, asked } = await engineThat(403, reason);
  await expect(startContainer(dockerClient(dockerHost), dockerHost, wanted)).rejects.toThrow(
    /refuses the privileges.*denied by plugin policy.*Allow privileged containers there/,
  );
  expect(asked).toEqual([true, ['ALL']]);
});

it('passes other failures on', async () => {
  const { dockerHost, asked } = await engineThat(500, 'no space left on device');
  await expect(startContainer(dockerClient(dockerHost), dockerHost, wanted)).rejects.toThrow(/no space left/);
  expect(asked).toEqual([true]);
});
