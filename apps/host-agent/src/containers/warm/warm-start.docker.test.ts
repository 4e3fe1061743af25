import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestContainer } from '@pineapple/core';
import { DockerEngine } from '@pineapple/test-kit/docker';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MemoryFile } from '../../testing/memory-file.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';

/** The engine has no image of the catalogue, so all of these are of the image of the tests. */
const poolSize = 3;
/** Its program leaves a file behind when it starts. */
const program = 'hostname > /born; cat /etc/note >> /born; echo $HOSTNAME > /variable; exec sleep infinity';
const changes = [`CMD ${JSON.stringify(['sh', '-c', program])}`];
const note = { path: '/etc/note', content: 'for alpha only\n', mode: 0o640 };

const made = new AsyncDisposableStack();
let engine: DockerEngine;
let host: TestHost;
let image: string;
/** For the agents of these tests, whose pools so have the same size on every machine. */
let memory: MemoryFile;
const plentyGb = 12;

beforeAll(async () => {
  memory = made.use(await MemoryFile.make(plentyGb));
  engine = made.use(await DockerEngine.start());
  made.use(await begin());
});
afterAll(() => made.disposeAsync());

/** Starts a host for the next tests. */
async function begin(env: Readonly<Record<string, string>> = {}): Promise<TestHost> {
  host = await TestHost.start({
    ...{ dockerHost: engine.dockerHost, prefix: [...engine.prefix, ...memory.prefix] },
    env: { PINEAPPLE_WARM_CONTAINERS: String(poolSize), ...env },
  });
  image = `${host.hostId}/born:1`;
  await buildImage();
  return host;
}

const buildImage = (): Promise<string> => host.makeImage({ reference: image, changes });

/** Fills the pool. An image that this agent has not started often gets no place in it. */
async function fillPool(): Promise<string[]> {
  const settled = await vi.waitUntil(
    async () => {
      const { warm } = await host.agent.status();
      return warm.complete ? warm.containers : null;
    },
    { timeout: 90_000, interval: 50 },
  );
  if (settled.length < poolSize) {
    await startFirst();
    await host.removeLabs();
  }
  return untilFull();
}

/** Starts the image as often as the pool has room. */
async function startFirst(): Promise<SampleLab> {
  const lab = host.lab();
  for (let index = 0; index < poolSize; index += 1) lab.container(`first-${index}`, image);
  await host.applyUntilReady(lab);
  return lab;
}

/** @param except containers that don't count */
async function untilFull(except: readonly string[] = []): Promise<string[]> {
  return vi.waitUntil(
    async () => {
      const warm = await host.warm(image);
      return warm.length >= poolSize && !warm.some((key) => except.includes(key)) ? warm : null;
    },
    { timeout: 90_000, interval: 50 },
  );
}

/** Waits until Docker has these containers, and otherwise only those that wait in the pool. */
async function expectOnly(...keys: readonly string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const found = await host.inDocker();
        const { warm } = await host.agent.status();
        return found.filter((key) => !warm.containers.some((each) => each.key === key)).toSorted();
      },
      { timeout: 90_000 },
    )
    .toEqual(keys.toSorted());
}

function pair(): { lab: SampleLab; alpha: ManifestContainer; beta: ManifestContainer } {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const alpha = lab.container('alpha', image, [[lan, '10.0.1.10']]);
  lab.change(alpha.id, { files: [note] });
  const beta = lab.container('beta', image, [[lan, '10.0.1.11']]);
  return { lab, alpha, beta };
}

const text = async (containerId: string, ...command: string[]): Promise<string> =>
  (await host.exec(containerId, ...command)).output;

/** The name that root in a container sees, and that its program was started with. */
function namesIn(containerId: string): Promise<string[]> {
  const sources = [['hostname'], ['cat', '/etc/hostname'], ['cat', '/variable']];
  return Promise.all(sources.map((command) => text(containerId, ...command)));
}

const recordOf = (key: string): string => join(host.agent.directory, 'warm', `${key}.json`);

/** Kills the agent, leaves on disk what a claim leaves there, and starts the next agent. */
async function killAfterClaim(key: string, lab: SampleLab, wanted: ManifestContainer): Promise<void> {
  await host.agent.end('SIGKILL');
  const { id: containerId, name, image: catalogueName, imageReference: reference, generation } = wanted;
  const { labId } = lab.desired;
  const claim = { labId, containerId, name, image: catalogueName, reference, generation };
  const record = JSON.parse(await readFile(recordOf(key), 'utf8')) as object;
  await writeFile(recordOf(key), JSON.stringify({ ...record, claim }));
  await host.agent.start();
}

describe('a container from the warm pool', () => {
  afterEach(() => host.removeLabs());

  it('is READY with its name, files, addresses and neighbours, as one that was created', async () => {
    const waiting = await fillPool();
    const { lab, alpha, beta } = pair();
    const report = await host.applyUntilReady(lab);
    expect(report).toMatchObject({ status: 'applied' });
    expect(waiting).toContain(await host.keyOf(alpha.id));
    expect(waiting).toContain(await host.keyOf(beta.id));

    expect(host.events.container(alpha.id)?.phases.map(({ phase }) => phase)).toEqual([
      'CREATED',
      'CONNECTED',
      'RUNNING',
      'READY',
    ]);
    expect(await namesIn(alpha.id)).toEqual(['alpha', 'alpha', 'alpha']);
    // What the program saw at its first instruction.
    expect(await text(alpha.id, 'cat', '/born')).toMatch(/^alpha\s+for alpha only$/);
    expect(await text(alpha.id, 'ls', '-l', '/etc/note')).toMatch(/^-rw-r-----\s+1 root\s+(?:root|0)\s/);
    expect(await host.reaches(alpha.id, 'beta')).toBe(true);
    expect(await host.reaches(beta.id, 'alpha')).toBe(true);
    expect(await text(alpha.id, 'ip', '-4', 'address', 'show', 'eth0')).toContain('10.0.1.10/24');
    expect((await host.apply(lab.desired)).steps).toEqual([]);
    expect(await untilFull()).not.toContain(await host.keyOf(alpha.id));
  });

  it('keeps its name, files and addresses after restarts', async () => {
    await fillPool();
    const { lab, alpha, beta } = pair();
    await host.applyUntilReady(lab);
    const key = await host.keyOf(alpha.id);
    await host.exec(alpha.id, 'sh', '-c', 'echo changed > /etc/note');

    const restarts = [
      () => host.docker.transport.call('POST', `/containers/${key}/restart`, { t: '0' }),
      async () => {
        await host.apply(lab.power(alpha.id, 'on'));
      },
    ];
    for (const restart of restarts) {
      const before = (await host.docker.inspectContainer(key)).State.StartedAt;
      host.events.observations.length = 0;
      await restart();
      await host.events.until('READY', () => host.events.phase(alpha.id) === 'READY');
      expect((await host.docker.inspectContainer(key)).State.StartedAt).not.toBe(before);
      expect(await namesIn(alpha.id)).toEqual(['alpha', 'alpha', 'alpha']);
      expect(await text(alpha.id, 'cat', '/etc/note')).toBe('changed');
      expect(await host.reaches(beta.id, 'alpha')).toBe(true);
    }
  });

  it('is only for containers without an environment or a command of their own', async () => {
    const waiting = await fillPool();
    const lab = host.lab();
    const [alpha, beta] = [lab.container('alpha', image), lab.container('beta', image)];
    lab.change(alpha.id, { env: [{ name: 'A', value: 'b' }] });
    lab.change(beta.id, { command: ['sh', '-c', 'echo beta > /born; sleep 1000'] });
    const gamma = lab.container('gamma', image);
    lab.change(gamma.id, { exec: [`sh -c 'hostname > /note'`] });
    await host.applyUntilReady(lab);
    const keys = await Promise.all([alpha, beta, gamma].map(({ id }) => host.keyOf(id)));
    expect(keys.map((key) => waiting.includes(key))).toEqual([false, false, true]);
    expect(await text(alpha.id, 'sh', '-c', 'echo $A')).toBe('b');
    expect(await text(beta.id, 'cat', '/born')).toBe('beta');
    expect(await text(gamma.id, 'cat', '/note')).toBe('gamma');
  });

  it('runs nothing of its image before it is claimed', async () => {
    const [waiting = ''] = await fillPool();
    const listing = await host.docker.exec(waiting, ['ls', '/'], AbortSignal.timeout(60_000));
    expect(listing.output).not.toContain('born');
    const top = JSON.stringify(await host.docker.transport.call('GET', `/containers/${waiting}/top`));
    expect(top).toContain('/.pineapple/gate');
    const { Pid } = (await host.docker.inspectContainer(waiting)).State;
    expect((await readFile(`/proc/${Pid}/net/dev`, 'utf8')).match(/eth\d/)).toBeNull();
  });

  it('shares nothing with another claim, and never comes back', async () => {
    await fillPool();
    const [one, two] = [pair(), host.lab()];
    const other = two.container('other', image);
    await host.applyUntilReady(one.lab);
    await host.exec(one.alpha.id, 'sh', '-c', 'echo secret > /secret; echo secret > /dev/shm/secret');
    const [first, used] = [await host.keyOf(one.alpha.id), await host.keyOf(one.beta.id)];
    await host.apply(one.lab.removed());
    await host.applyUntilReady(two);
    expect(await text(other.id, 'sh', '-c', 'ls / /dev/shm')).not.toContain('secret');
    expect(await text(other.id, 'cat', '/etc/hosts')).not.toContain('alpha');
    expect((await host.exec(other.id, 'ls', '/etc/note')).code).not.toBe(0);
    expect(await host.warm(image)).not.toContain(first);
    expect(await host.warm(image)).not.toContain(used);
    await expectOnly(await host.keyOf(other.id));
    const records = await readdir(join(host.agent.directory, 'warm'));
    const gates = await readdir(join(host.agent.directory, 'gates'));
    expect(records.map((name) => name.slice(0, 64))).not.toContain(first);
    expect(gates.length).toBeLessThanOrEqual((await host.inDocker()).length + 1);
  });

  it('is taken by the next agent if the one that claimed it was killed before its program ran', async () => {
    const [key = ''] = await fillPool();
    const { lab, alpha } = pair();
    await killAfterClaim(key, lab, alpha);
    expect(await host.warm(image)).not.toContain(key);
    await host.applyUntilReady(lab);
    expect(await host.keyOf(alpha.id)).toBe(key);
    expect(await text(alpha.id, 'cat', '/born')).toMatch(/^alpha\s+for alpha only$/);
  });

  it('stops if its lab wants that before its program ran, and starts again', async () => {
    const [key = ''] = await fillPool();
    const { lab, alpha } = pair();
    await killAfterClaim(key, lab, alpha);
    await host.apply(lab.power(alpha.id, 'off'));
    expect((await host.docker.inspectContainer(key)).State.Status).toBe('exited');
    lab.power(alpha.id, 'on');
    await host.applyUntilReady(lab);
    expect(await host.keyOf(alpha.id)).toBe(key);
    expect(await text(alpha.id, 'cat', '/born')).toMatch(/^alpha\s+for alpha only$/);
  });

  it('comes up whenever the agent is killed during a claim', async () => {
    for (const moment of [20, 80, 140]) {
      await fillPool();
      const { lab, alpha, beta } = pair();
      const applying = host.apply(lab.desired).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, moment));
      await host.agent.end('SIGKILL');
      await applying;
      await host.agent.start();
      await host.applyUntilReady(lab);
      expect(await text(alpha.id, 'cat', '/born')).toMatch(/^alpha\s+for alpha only$/);
      expect(await host.reaches(alpha.id, 'beta')).toBe(true);
      await expectOnly(await host.keyOf(alpha.id), await host.keyOf(beta.id));
      await host.removeLabs();
    }
  });
});

describe('the warm pool', () => {
  afterEach(() => host.removeLabs());

  it('is taken over by the next agent', async () => {
    const before = await fillPool();
    host.events.observations.length = 0;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await host.agent.end(signal);
      await host.agent.start();
      expect(await host.warm(image)).toEqual(expect.arrayContaining(before));
    }
    // They count towards nothing of the host, and nothing is reported of them.
    await host.events.until('a report of an empty host', () => {
      const { containers, labs } = host.events.hosts.at(-1)?.room ?? {};
      return containers === 0 && labs === 0;
    });
    expect(host.events.observations).toEqual([]);
  });

  it('is not filled while a lab comes up, however long that takes', async () => {
    const before = await fillPool();
    const reference = await host.makeImage({
      reference: `${host.hostId}/slow:1`,
      // Longer than the pool waits after the last change of a lab.
      changes: ['CMD ["sleep","infinity"]', 'LABEL pineapple.ready=/bin/two-seconds'],
      files: { 'bin/two-seconds': '#!/bin/sh\nexec sleep 2\n' },
    });
    const lab = host.lab();
    const slow = lab.container('slow', reference);
    lab.container('one', image);
    await host.applyUntilReady(lab);
    const ready = host.events.container(slow.id)?.phases.at(-1)?.at ?? '';
    const made = (await untilFull()).filter((key) => !before.includes(key));
    expect(made).not.toEqual([]);
    for (const key of made) {
      const details = await host.docker.transport.call('GET', `/containers/${key}/json`);
      const { Created } = details as { Created: string };
      expect(Date.parse(Created)).toBeGreaterThan(Date.parse(ready));
    }
  });

  it('holds nothing on a host without memory to spare, where labs come up all the same', async () => {
    await fillPool();
    onTestFinished(() => memory.leave(plentyGb));
    // A quarter of the memory stays free.
    await memory.leave(3);
    const [claiming, cold] = [pair(), pair()];
    await host.applyUntilReady(claiming.lab);
    const isEmpty = async (): Promise<boolean> => {
      const { warm } = await host.agent.status();
      return warm.complete && warm.containers.length === 0;
    };
    await vi.waitUntil(isEmpty, { timeout: 90_000, interval: 50 });
    await host.applyUntilReady(cold.lab);
    expect(await host.reaches(cold.alpha.id, 'beta')).toBe(true);
    await vi.waitUntil(isEmpty, { timeout: 90_000, interval: 50 });
    const both = [claiming, cold].flatMap(({ alpha, beta }) => [alpha.id, beta.id]);
    await expectOnly(...(await Promise.all(both.map((id) => host.keyOf(id)))));

    await memory.leave(plentyGb);
    await host.removeLabs();
    await untilFull();
  });

  it('never takes in a container whose record is lost, because it may be a user’s', async () => {
    await fillPool();
    const { lab, alpha } = pair();
    await host.applyUntilReady(lab);
    const key = await host.keyOf(alpha.id);
    await host.agent.end('SIGKILL');
    // It waits behind its gate again, with the user's files inside.
    await host.docker.transport.call('POST', `/containers/${key}/restart`, { t: '0' });
    await rm(recordOf(key));
    await host.agent.start();
    expect(await host.warm(image)).not.toContain(key);
    await vi.waitUntil(async () => !(await host.inDocker()).includes(key), { timeout: 90_000 });
  });

  it('replaces containers of an image that was rebuilt, and one that was killed', async () => {
    const [victim = '', ...others] = await fillPool();
    await host.docker.transport.call('POST', `/containers/${victim}/kill`);
    await vi.waitUntil(async () => !(await host.warm(image)).includes(victim), { timeout: 90_000 });
    expect(await untilFull()).toEqual(expect.arrayContaining(others));

    const before = await untilFull();
    await host.makeImage({ reference: image, changes: ['CMD ["sleep","1000000"]'] });
    onTestFinished(async () => void (await buildImage()));
    await untilFull(before);
    const lab = host.lab();
    const node = lab.container('node', image);
    await host.applyUntilReady(lab);
    expect(await text(node.id, 'ps', '-o', 'args')).toContain('sleep 1000000');
  });

  it('holds no containers of an image with a health check, which Docker would run in them', async () => {
    const reference = `${host.hostId}/health:1`;
    await host.makeImage({ reference, changes: ['CMD ["sleep","infinity"]', 'HEALTHCHECK CMD true'] });
    const lab = host.lab();
    for (const name of ['a', 'b', 'c']) lab.container(name, reference);
    await host.apply(lab.desired);
    await fillPool();
    expect(await host.warm(reference)).toEqual([]);
  });
});

it('is gone when the agent stops with its labs', async () => {
  await using _ = await begin({ PINEAPPLE_STOP_LABS: '1' });
  await fillPool();
  const { lab, alpha } = pair();
  await host.applyUntilReady(lab);
  const own = await Promise.all(lab.desired.containers.map(({ id }) => host.keyOf(id)));
  await host.agent.end('SIGTERM');
  expect((await host.inDocker()).toSorted()).toEqual(own.toSorted());
  await host.agent.start();
  await host.events.until('READY', () => host.events.phase(alpha.id) === 'READY');
  expect(await namesIn(alpha.id)).toEqual(['alpha', 'alpha', 'alpha']);
});

it('is filled again after dockerd was killed while it was being filled', async () => {
  await using _ = await begin();
  const lab = await startFirst();
  await vi.waitUntil(async () => (await host.warm(image)).length > 0, { timeout: 90_000, interval: 20 });
  await engine.end('SIGKILL');
  await engine.start();
  await untilFull();
  await expectOnly(...(await Promise.all(lab.desired.containers.map(({ id }) => host.keyOf(id)))));
});
