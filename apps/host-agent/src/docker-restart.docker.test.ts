import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ManifestContainer } from '@pineapple/core';
import { DockerEngine } from '@pineapple/test-kit/docker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shimsOf } from './docker/shims.ts';
import { labNamespace } from './network/link-names.ts';
import { expectWholeSight, gateLab, restartWithoutAgent, waits } from './testing/gate-lab.ts';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

const run = promisify(execFile);

let engine: DockerEngine;
let host: TestHost;
let lab: SampleLab;
let a: ManifestContainer;
let b: ManifestContainer;

async function begin(liveRestore: boolean): Promise<void> {
  engine = await DockerEngine.start({ liveRestore });
  host = await TestHost.start({ dockerHost: engine.dockerHost, prefix: engine.prefix });
}

async function end(): Promise<void> {
  await host[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
}

async function startLab(): Promise<void> {
  lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
  b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
}

const isIn = (phase: string, ...containers: readonly ManifestContainer[]): boolean =>
  containers.every(({ id }) => host.events.phase(id) === phase);

describe('when dockerd is killed and restarted', () => {
  beforeAll(() => begin(true));
  afterAll(end);
  beforeEach(startLab);
  afterEach(() => host.removeLabs());

  it('reports every container LOST with the reason, then READY with its links intact', async () => {
    await host.exec(a.id, 'touch', '/tmp/same-process');
    await engine.end('SIGKILL');
    await host.events.until('LOST', () => isIn('LOST', a, b));
    expect(host.events.container(a.id)?.reason).toMatch(/Docker is not running on the host/);
    await host.events.until('the host report', () => host.events.hosts.at(-1)?.docker.up === false);

    const report = await host.apply(lab.desired);
    expect(report).toMatchObject({ status: 'failed' });
    expect(report.message).toMatch(/Docker is not running/);

    await engine.start();
    await host.events.until('READY', () => isIn('READY', a, b));
    await host.events.until('the next host report', () => host.events.hosts.at(-1)?.docker.up === true);
    expect(await host.reaches(a.id, 'b')).toBe(true);
    expect((await host.exec(a.id, 'ls', '/tmp/same-process')).code).toBe(0);
    expect((await host.apply(lab.desired)).steps).toEqual([]);
  });

  it('applies afterwards what was requested meanwhile', async () => {
    await engine.end('SIGKILL');
    const lan = lab.desired.networks[0];
    if (!lan) throw new Error('The lab has no network');
    const late = lab.container('late', host.image, [[lan, '10.0.1.12']]);
    expect((await host.apply(lab.desired)).status).toBe('failed');
    await engine.start();
    await host.events.until('READY', () => isIn('READY', late, a, b));
    expect(await host.reaches(late.id, 'a')).toBe(true);
  });

  it('starts a container whose start the kill interrupted, with what it was given', async () => {
    const given = host.lab();
    const late = given.container('late', host.image);
    const before = new Set(await host.inDocker());
    const applied = host.apply(given.desired);
    // Not by its reports: they come together, and a start may be over by then.
    let key: string | undefined;
    const created = async () => (key = (await host.inDocker()).find((each) => !before.has(each)));
    await expect.poll(created, { interval: 5 }).toBeDefined();
    // containerd then keeps a start that Docker doesn't know.
    await expect.poll(() => shimsOf(key ?? ''), { interval: 5 }).not.toEqual([]);
    await engine.end('SIGKILL');
    await applied;
    await engine.start();
    await host.events.until('READY', () => isIn('READY', late));
    expect(host.events.container(late.id)?.phases.map(({ phase }) => phase)).not.toContain('FAILED');
    expect(await host.keyOf(late.id)).toBe(key);
  });

  it('starts by itself what Docker could not while containerd was down', async () => {
    const given = host.lab();
    const late = given.container('late', host.image);
    const pid = await readFile(join(engine.directory, 'exec/containerd/containerd.pid'), 'utf8');
    process.kill(Number(pid), 'SIGKILL');
    await host.apply(given.desired);
    await host.events.until('READY', () => isIn('READY', late));
    expect(host.events.container(late.id)?.phases.map(({ phase }) => phase)).not.toContain('FAILED');
  });

  it('removes what ran when containerd was killed, although Docker does not learn of its end', async () => {
    const pid = await readFile(join(engine.directory, 'exec/containerd/containerd.pid'), 'utf8');
    process.kill(Number(pid), 'SIGKILL');
    await expect
      .poll(() => readFile(join(engine.directory, 'exec/containerd/containerd.pid'), 'utf8'))
      .not.toBe(pid);
    const { status, message } = await host.apply(lab.removed());
    expect({ status, message }).toMatchObject({ status: 'applied' });
  });

  it('starts no program before its interfaces, names and files are there, also one that waited meanwhile', async () => {
    const given = await gateLab(host);
    const { witness, peer } = given;
    await host.applyUntilReady(given.lab);
    await host.agent.end('SIGKILL');
    await restartWithoutAgent(host, witness.id);
    await engine.end('SIGKILL');
    await engine.start();
    expect(await waits(host, witness.id)).toBe(true);
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', () => isIn('READY', witness));
    await expectWholeSight(host, given);

    await engine.end('SIGKILL');
    await host.events.until('LOST', () => isIn('LOST', witness));
    await engine.start();
    await host.events.until('READY', () => isIn('READY', witness));
    given.lab.power(witness.id, 'on');
    await host.applyUntilReady(given.lab);
    await expectWholeSight(host, given);
    expect(await host.reaches(peer.id, 'witness')).toBe(true);
  });
});

describe('when dockerd is stopped without live-restore, which stops its containers', () => {
  beforeAll(() => begin(false));
  afterAll(end);

  it('restarts containers that should run, and counts none as failed', async () => {
    await startLab();
    const given = await gateLab(host);
    await host.applyUntilReady(given.lab);
    await host.apply(lab.power(b.id, 'off'));
    await host.events.until('STOPPED', () => isIn('STOPPED', b));
    await engine.end('SIGTERM');
    await host.events.until('LOST', () => isIn('LOST', a, b, given.witness));
    expect(host.events.container(a.id)?.phases.map(({ phase }) => phase)).not.toContain('FAILED');
    await engine.start();
    await host.events.until(
      'the phases before the restart',
      () => isIn('READY', a, given.witness, given.peer) && isIn('STOPPED', b),
    );
    await expectWholeSight(host, given);
    expect(await host.reaches(given.peer.id, 'witness')).toBe(true);
    lab.power(b.id, 'on');
    await host.applyUntilReady(lab);
    expect(await host.reaches(b.id, 'a')).toBe(true);
  });

  it('starts labs again after a reboot, which leaves nothing but files', async () => {
    await startLab();
    const given = await gateLab(host, 'rebooted');
    await host.applyUntilReady(given.lab);
    await host.agent.end('SIGKILL');
    await engine.loseAllProcesses();
    for (const each of [lab, given.lab]) await run('ip', ['netns', 'del', labNamespace(each.desired.labId)]);
    host.events.observations.length = 0;
    await engine.start();
    await host.agent.start();
    await host.events.until('READY', () => isIn('READY', a, b, given.witness, given.peer));
    await expectWholeSight(host, given);
    expect(await host.reaches(given.peer.id, 'witness')).toBe(true);
    expect(await host.reaches(b.id, 'a')).toBe(true);
  });
});
