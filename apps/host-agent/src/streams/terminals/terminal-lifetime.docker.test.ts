import type { ClientHttp2Session } from 'node:http2';
import type { ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerName } from '../../docker/docker-names.ts';
import { signalInContainer } from './signal-in-container.ts';
import { AgentTerminal, ask, connectStreams } from '@pineapple/test-kit/terminals';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';

let host: TestHost;
let lab: SampleLab;
let a: ManifestContainer;
let session: ClientHttp2Session;

beforeAll(async () => {
  host = await TestHost.start({
    env: { PINEAPPLE_TERMINAL_RETENTION_MINUTES: '0.01', PINEAPPLE_TERMINALS_PER_CONTAINER: '200' },
  });
  lab = host.lab();
  a = lab.container('a', host.image);
  await host.applyUntilReady(lab);
  session = connectStreams(host.agent.streamsPath);
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

async function join(name: string, headers: Readonly<Record<string, string>> = {}): Promise<AgentTerminal> {
  const all = { 'pineapple-lab': lab.desired.labId, ...headers };
  const viewer = new AgentTerminal(session, a.id, all, { name });
  await viewer.until('ready', () => viewer.last('ready') !== undefined, 60_000);
  return viewer;
}

/** Processes of the container that run a program. */
async function running(pattern: string): Promise<string[]> {
  const { output } = await host.exec(a.id, 'ps', '-o', 'args');
  return output.split('\n').filter((line) => line.includes(pattern));
}

describe('a terminal without viewers', () => {
  it('ends after the retention time, with its processes', async () => {
    const viewer = await join('left-alone');
    viewer.type('sleep 5001\n');
    await expect.poll(() => running('sleep 5001')).toHaveLength(1);
    await viewer.leave();
    await expect.poll(() => running('sleep 5001')).toHaveLength(0);
    const again = await join('left-alone');
    expect(again.last('ready')?.fresh).toBe(true);
    await again.leave();
  });
});

describe('an agent that stops', () => {
  it('ends its terminals on SIGTERM, and tells viewers to reconnect', async () => {
    const viewer = await join('stopped');
    viewer.type('sleep 5002 &\n');
    await expect.poll(() => running('sleep 5002')).toHaveLength(1);
    const goneAway = new Promise<void>((resolve) => session.once('goaway', () => resolve()));
    await host.agent.end('SIGTERM');
    await goneAway;
    await viewer.closed;
    expect(viewer.last('exit')).toBeUndefined();
    await expect.poll(() => running('sleep 5002')).toHaveLength(0);
    await host.agent.start();
    session = connectStreams(host.agent.streamsPath);
  });

  it('ends the processes left by a kill, and gives the next terminal another incarnation', async () => {
    const viewer = await join('killed');
    viewer.type('sleep 5003 & sleep 5003\n');
    await expect.poll(() => running('sleep 5003')).toHaveLength(2);
    const before = viewer.last('ready')?.incarnation ?? '';
    await host.agent.end('SIGKILL');
    await viewer.closed;
    expect(await running('sleep 5003')).toHaveLength(2);
    await host.agent.start();
    await expect.poll(() => running('sleep 5003')).toHaveLength(0);
    session = connectStreams(host.agent.streamsPath);
    const back = await join('killed', { 'pineapple-resume': `${before}:${viewer.received}` });
    expect(back.last('ready')).toMatchObject({ fresh: true, lost: 0 });
    expect(back.last('ready')?.incarnation).not.toBe(before);
    await back.leave();
  });
});

describe('processes that are not visible to the agent', () => {
  it('are ended from inside the container, by their environment', async () => {
    const [viewer, other] = [await join('marked'), await join('unmarked')];
    viewer.type('echo $PINEAPPLE_TERMINAL; sleep 5004 & sleep 5004\n');
    other.type('sleep 5005\n');
    await expect.poll(() => running('sleep 500')).toHaveLength(3);
    const incarnation = viewer.last('ready')?.incarnation ?? '';
    await viewer.shows(`${incarnation}\r\n`);
    const terminal = { key: containerName(a.id), shell: '/bin/sh', incarnation };
    await signalInContainer(host.docker, terminal, 'KILL');
    await viewer.closed;
    expect(viewer.last('exit')?.code).toBe(137);
    await expect.poll(() => running('sleep 500')).toHaveLength(1);
    await other.leave();
  });
});

describe('a request that cannot be served', () => {
  it('reports an image without a shell, with the paths that were tried', async () => {
    const image = await host.makeImage({
      reference: `${host.hostId}/shell-less:1`,
      changes: ['CMD ["/bin/busybox", "sleep", "infinity"]', 'LABEL pineapple.shell=/opt/none'],
    });
    const bare = lab.container('bare', image);
    await host.applyUntilReady(lab);
    const session = connectStreams(host.agent.streamsPath);
    // All its shells are links to busybox; they are removed.
    await host.exec(bare.id, '/bin/busybox', 'rm', '-f', '/bin/ash', '/bin/sh', '/bin/bash');
    const viewer = new AgentTerminal(session, bare.id, { 'pineapple-lab': lab.desired.labId });
    await viewer.closed;
    expect([viewer.status, JSON.parse(viewer.refusal)]).toMatchObject([
      409,
      { code: 'NO_SHELL', message: expect.stringContaining('/opt/none, /bin/bash') as string },
    ]);
    session.destroy();
  });

  it.each([
    [{ 'pineapple-mode': 'own' }, 'main', 400],
    [{ 'pineapple-cols': '1' }, 'main', 400],
    [{ 'pineapple-rows': 'x' }, 'main', 400],
    [{ 'pineapple-resume': 'x' }, 'main', 400],
    [{}, 'Main', 400],
    [{}, 'main/more', 404],
  ])('is refused: %j for %s with status %i', async (headers, name, status) => {
    const all = { 'pineapple-lab': lab.desired.labId, ...headers };
    const viewer = new AgentTerminal(session, a.id, all as Record<string, string>, { name });
    await viewer.closed;
    expect(viewer.status).toBe(status);
  });
});

describe('many terminals', () => {
  it('can be two hundred on one container, and one more is refused', async () => {
    const labId = lab.desired.labId;
    const list = { ':path': `/terminals?lab=${labId}`, 'pineapple-lab': labId };
    await expect.poll(() => ask(session, list)).toMatchObject({ body: { terminals: [] } });
    const names = Array.from({ length: 200 }, (_, index) => `t${index}`);
    const memory = await host.agent.memoryBytes();
    const viewers = await Promise.all(names.map((name) => join(name)));
    viewers.forEach((viewer, index) => viewer.type(`echo mi''ne-${index}\n`));
    await Promise.all(viewers.map((viewer, index) => viewer.shows(`mine-${index}\r\n`)));
    const each = ((await host.agent.memoryBytes()) - memory) / names.length;
    expect(each).toBeLessThan(512 * 1024);
    const tooMany = new AgentTerminal(session, a.id, { 'pineapple-lab': labId }, { name: 'more' });
    await tooMany.closed;
    expect([tooMany.status, JSON.parse(tooMany.refusal)]).toMatchObject([429, { code: 'LIMIT' }]);
    await Promise.all(viewers.map((viewer) => viewer.leave()));
  });
});
