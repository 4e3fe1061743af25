import type { ManifestContainer } from '@pineapple/core';
import { fileArchive } from '../containers/container-request.ts';
import { containerName, labels } from '../docker/docker-names.ts';
import { TestHost } from '../testing/test-host.ts';
import { serveOldDriver } from './old-driver.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

/** Puts a container into Docker as version 0.1.0 made it: on a Docker network of the agent's driver. */
async function makeOldContainer(labId: string, wanted: ManifestContainer, network: string): Promise<void> {
  const { Id } = (await host.docker.transport.call(
    'POST',
    '/containers/create',
    { name: containerName(wanted.id) },
    {
      Image: wanted.imageReference,
      Labels: {
        [labels.host]: host.hostId,
        [labels.lab]: labId,
        [labels.container]: wanted.id,
        [labels.name]: wanted.name,
        [labels.image]: wanted.image,
        [labels.reference]: wanted.imageReference,
        [labels.generation]: String(wanted.generation),
      },
      HostConfig: { NetworkMode: network },
    },
  )) as { Id: string };
  const notes = { path: '/root/notes', content: 'hours of work', mode: 0o600 };
  await host.docker.putArchive(Id, await fileArchive([notes]));
}

it('takes over containers of Docker networks with what is inside them, and removes the networks', async () => {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
  const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
  await host.agent.end('SIGTERM');
  const network = `pn-${lan.id}`;
  {
    await using _ = await serveOldDriver(host.scope);
    await host.docker.removeContainer(containerName(a.id));
    // Docker finds no range by itself while another test's routes cover all private ones.
    const IPAM = { Config: [{ Subnet: '10.199.7.0/24' }] };
    const request = { Name: network, Driver: host.scope, CheckDuplicate: true, IPAM };
    await host.docker.transport.call('POST', '/networks/create', {}, request);
    await makeOldContainer(lab.desired.labId, a, network);
  }
  host.events.observations.length = 0;

  await host.agent.start();
  await host.events.until('READY', () => [a, b].every(({ id }) => host.events.phase(id) === 'READY'));
  expect(await host.exec(a.id, 'cat', '/root/notes')).toMatchObject({ output: 'hours of work' });
  expect(await host.reaches(b.id, 'a')).toBe(true);
  await expect.poll(() => host.docker.listNetworks(host.scope)).toEqual([]);
  const removed = await host.apply(lab.removed());
  expect(removed.status).toBe('applied');
  const kept = await host.docker.transport.call('GET', '/images/json', {
    filters: JSON.stringify({ reference: [`pineapple/kept:${a.id}`] }),
  });
  expect(kept).toEqual([]);
});
