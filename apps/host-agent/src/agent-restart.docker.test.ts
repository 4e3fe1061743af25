import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labNamespace, uplinkName, uplinkPrefix } from './network/link-names.ts';
import type { SampleLab } from './testing/sample-lab.ts';
import { TestHost } from './testing/test-host.ts';

const run = promisify(execFile);

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterEach(() => host.removeLabs());
afterAll(() => host[Symbol.asyncDispose]());

/** The lab's namespace and uplink, as far as the kernel has them. */
async function inKernel({ scope }: TestHost, lab: SampleLab): Promise<string[]> {
  const [namespaces, links] = await Promise.all([run('ip', ['netns']), run('ip', ['-br', 'link'])]);
  const names = [labNamespace(lab.desired.labId), uplinkName(uplinkPrefix(scope), lab.desired.labId)];
  return names.filter((name) => namespaces.stdout.includes(name) || links.stdout.includes(name));
}

describe('an agent that was killed', () => {
  it('starts a lab of ten containers, whenever it was killed, and leaves no orphans', async () => {
    const lab = host.lab();
    const networks = [lab.network('one', '10.0.1.0/24'), lab.network('two', '10.0.2.0/24', true)] as const;
    for (let index = 0; index < 10; index += 1) {
      lab.container(`c${index}`, host.image, [
        [networks[0], `10.0.1.${10 + index}`],
        ...(index % 2 === 0 ? [[networks[1], `10.0.2.${10 + index}`] as const] : []),
      ]);
    }
    for (let kill = 0; kill < 5; kill += 1) {
      const applying = host.apply(lab.desired).catch(() => null);
      const moment = Math.random() * 1200;
      await new Promise((resolve) => setTimeout(resolve, moment));
      await host.agent.end('SIGKILL');
      await applying;
      await host.agent.start();
    }
    const report = await host.applyUntilReady(lab);
    expect(report.status).toBe('applied');
    expect((await host.inDocker()).length).toBe(10);
    const [first, last] = [lab.desired.containers[0], lab.desired.containers[9]];
    expect(await host.reaches(first?.id ?? '', 'c9')).toBe(true);
    expect(await host.reaches(last?.id ?? '', 'c0')).toBe(true);

    expect((await host.apply(lab.removed())).status).toBe('applied');
    expect(await host.inDocker()).toEqual([]);
    expect(await inKernel(host, lab)).toEqual([]);
  });

  it('reports everything it finds, and finishes a removal that was interrupted', async () => {
    const [kept, dropped] = [host.lab(), host.lab()];
    const a = kept.container('a', host.image, [[kept.network('lan', '10.0.1.0/24'), '10.0.1.10']]);
    for (let index = 0; index < 4; index += 1) dropped.container(`d${index}`, host.image);
    await host.applyUntilReady(kept);
    await host.applyUntilReady(dropped);
    const removing = host.apply(dropped.removed()).catch(() => null);
    await host.events.until('the removal to begin', () => dropped.desired.containers.length === 0);
    await host.agent.end('SIGKILL');
    await removing;
    host.events.observations.length = 0;
    host.events.removedLabs.length = 0;
    const before = host.events.hosts.at(-1)?.sequence ?? 0;

    await host.agent.start();
    await host.events.until('READY', () => host.events.phase(a.id) === 'READY');
    await host.events.until('a later host report', () => (host.events.hosts.at(-1)?.sequence ?? 0) > before);
    await host.apply(dropped.desired);
    await host.events.until('Lab Removed', () => host.events.removedLabs.length > 0);
    expect(await host.reaches(a.id, '10.0.1.10')).toBe(true);
  });

  it('removes what was left of a lab that it no longer has', async () => {
    const lab = host.lab();
    lab.container('a', host.image, [[lab.network('lan', '10.0.1.0/24', true), '10.0.1.10']]);
    await host.applyUntilReady(lab);
    await host.agent.end('SIGKILL');
    const state = join(host.agent.directory, 'labs', `${lab.desired.labId}.json`);
    const record = JSON.parse(await readFile(state, 'utf8')) as object;
    await writeFile(state, JSON.stringify({ ...record, removedAt: new Date().toISOString() }));
    await Promise.all((await host.inDocker()).map((key) => host.docker.removeContainer(key)));
    expect(await inKernel(host, lab)).toHaveLength(2);
    await host.agent.start();
    expect(await inKernel(host, lab)).toEqual([]);
    expect(await readdir(join(host.agent.directory, 'lab-networks'))).toEqual([]);
    expect(await readdir(join(host.agent.directory, 'uplinks'))).toEqual([]);
  });

  it('keeps using the wires that the earlier agent made', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    const b = lab.container('b', host.image, [[lan, '10.0.1.11']]);
    await host.applyUntilReady(lab);
    await host.agent.end('SIGKILL');
    await host.agent.start();
    lab.power(a.id, 'on');
    await host.applyUntilReady(lab);
    expect(await host.reaches(b.id, 'a')).toBe(true);
    const { stdout } = await run('ip', ['-n', labNamespace(lab.desired.labId), '-br', 'link']);
    expect(stdout.match(/^pb/gm)).toHaveLength(2);
  });

  it('recreates the namespace and links that were lost, as after a reboot', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24', true);
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    lab.container('b', host.image, [[lan, '10.0.1.11']]);
    await host.applyUntilReady(lab);
    await host.agent.end('SIGKILL');
    await run('ip', ['netns', 'del', labNamespace(lab.desired.labId)]);
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', () =>
      lab.desired.containers.every(({ id }) => host.events.phase(id) === 'READY'),
    );
    expect(await host.reaches(a.id, 'b')).toBe(true);
    expect(await host.reaches(a.id, '10.0.1.1')).toBe(true);
  });
});

describe('an agent that is stopped', () => {
  it('leaves containers running', async () => {
    const lab = host.lab();
    const a = lab.container('a', host.image, [[lab.network('lan', '10.0.1.0/24'), '10.0.1.10']]);
    await host.applyUntilReady(lab);
    await host.exec(a.id, 'touch', '/tmp/same-process');
    await host.agent.end('SIGTERM');
    expect((await host.exec(a.id, 'ls', '/tmp/same-process')).code).toBe(0);
    await host.agent.start();
    expect((await host.apply(lab.desired)).steps).toEqual([]);
  });

  it('stops containers and removes links if configured to, and restores both at the next start', async () => {
    await using ending = await TestHost.start({ env: { PINEAPPLE_STOP_LABS: '1' } });
    const lab = ending.lab();
    const lan = lab.network('lan', '10.0.1.0/24', true);
    const a = lab.container('a', ending.image, [[lan, '10.0.1.10']]);
    const b = lab.container('b', ending.image, [[lan, '10.0.1.11']]);
    const off = lab.container('off', ending.image, [[lan, '10.0.1.12']]);
    await ending.applyUntilReady(lab);
    await ending.apply(lab.power(off.id, 'off'));
    await ending.events.until('STOPPED', () => ending.events.phase(off.id) === 'STOPPED');
    await ending.agent.end('SIGTERM');
    const { State } = await ending.docker.inspectContainer(`pn-${a.id}`);
    expect(State.Running).toBe(false);
    expect(await inKernel(ending, lab)).toEqual([]);

    await ending.agent.start();
    await ending.events.until('READY', () => [a, b].every(({ id }) => ending.events.phase(id) === 'READY'));
    expect(ending.events.container(a.id)?.phases.map(({ phase }) => phase)).not.toContain('FAILED');
    await ending.events.until('STOPPED', () => ending.events.phase(off.id) === 'STOPPED');
    expect(await ending.reaches(a.id, 'b')).toBe(true);
  });
});
