import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labNamespace, wireName } from './network/link-names.ts';
import { runProgram } from './system/run-program.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

describe('a lab on a host', () => {
  it('starts with two networks and three containers, and reports every phase up to READY', async () => {
    const lab = host.lab();
    const [office, server] = [lab.network('office', '10.0.1.0/24'), lab.network('server', '10.0.2.0/24')];
    const pc = lab.container('pc', host.image, [[office, '10.0.1.10']]);
    const router = lab.container('router', host.image, [
      [office, '10.0.1.11'],
      [server, '10.0.2.10'],
    ]);
    const web = lab.container('web', host.image, [[server, '10.0.2.11']]);

    const report = await host.applyUntilReady(lab);

    expect(report.status).toBe('applied');
    expect(report.steps.every(({ outcome }) => outcome === 'done')).toBe(true);
    for (const { id } of [pc, router, web]) {
      const seen = host.events.container(id);
      expect(seen?.phases.map(({ phase }) => phase)).toEqual(['CREATED', 'CONNECTED', 'RUNNING', 'READY']);
      const times = seen?.phases.map(({ at }) => at) ?? [];
      expect(times).toEqual(times.toSorted());
    }
    await host.events.until('ACTIVE', () => host.events.network(office.id)?.phase === 'ACTIVE');
    expect(await host.reaches(pc.id, 'router')).toBe(true);
    expect(await host.reaches(web.id, 'router')).toBe(true);
    expect(await host.reaches(pc.id, 'web', 1)).toBe(false);
  });

  it('reports interface names as the container sees them', async () => {
    const lab = host.lab();
    const networks = ['10.1.0.0/24', '10.2.0.0/24', '10.3.0.0/24'].map((subnet, index) =>
      lab.network(`n${index}`, subnet),
    );
    const node = lab.container(
      'node',
      host.image,
      networks.map((network, index) => [network, `10.${index + 1}.0.9`] as const),
    );
    await host.applyUntilReady(lab);
    await expectTrueNames(node.id, lab.desired.containers[0]?.interfaces ?? []);

    const [, middle] = networks;
    if (!middle) throw new Error('The lab has fewer than three networks');
    await host.apply(lab.detach(node.id, middle.id));
    await host.apply(lab.attach(node.id, middle, '10.2.0.77'));
    await host.events.until(
      'the new interface',
      () => host.events.container(node.id)?.interfaces.length === 3,
    );
    await expectTrueNames(node.id, lab.desired.containers[0]?.interfaces ?? []);
  });

  async function expectTrueNames(
    containerId: string,
    wanted: readonly { networkId: string; macAddress: string }[],
  ): Promise<void> {
    const reported = host.events.container(containerId)?.interfaces ?? [];
    expect(reported).toHaveLength(wanted.length);
    for (const { networkId, name } of reported) {
      const { output } = await host.exec(containerId, 'cat', `/sys/class/net/${name}/address`);
      expect(output).toBe(wanted.find((each) => each.networkId === networkId)?.macAddress);
    }
  }

  it('connects and disconnects a running container without restarting it', async () => {
    const lab = host.lab();
    const [one, two] = [lab.network('one', '10.0.1.0/24'), lab.network('two', '10.0.2.0/24')];
    const mover = lab.container('mover', host.image, [[one, '10.0.1.10']]);
    const peer = lab.container('peer', host.image, [[two, '10.0.2.10']]);
    await host.applyUntilReady(lab);
    await host.exec(mover.id, 'touch', '/tmp/same-process');
    expect(await host.reaches(mover.id, '10.0.2.10', 1)).toBe(false);

    // What an agent that was killed left of a wire.
    const left = ['link', 'add', wireName(mover.id, two.id), 'type', 'veth', 'peer', 'name', 'left'];
    await runProgram('ip', ['-n', labNamespace(lab.desired.labId), ...left]);
    await host.apply(lab.attach(mover.id, two, '10.0.2.20'));
    expect(await host.reaches(mover.id, 'peer')).toBe(true);
    expect(await host.reaches(peer.id, 'mover')).toBe(true);
    await host.events.until(
      'both interfaces',
      () => host.events.container(mover.id)?.interfaces.length === 2,
    );

    const report = await host.apply(lab.detach(mover.id, two.id));
    expect(report.steps.map(({ action }) => action)).toEqual(['disconnect']);
    expect(await host.reaches(peer.id, 'mover', 1)).toBe(false);
    await host.events.until('one interface', () => host.events.container(mover.id)?.interfaces.length === 1);
    expect(host.events.phase(mover.id)).toBe('READY');
  });

  it('moves a container from its last network to another, stopped or running', async () => {
    const lab = host.lab();
    const [one, two] = [lab.network('one', '10.0.1.0/24'), lab.network('two', '10.0.2.0/24')];
    const mover = lab.container('mover', host.image, [[one, '10.0.1.10']]);
    lab.container('peer', host.image, [[two, '10.0.2.10']]);
    await host.applyUntilReady(lab);

    await host.apply(lab.detach(mover.id, one.id));
    await host.apply(lab.without(one.id));
    lab.power(mover.id, 'off');
    expect((await host.apply(lab.desired)).status).toBe('applied');
    await host.events.until('STOPPED', () => host.events.phase(mover.id) === 'STOPPED');
    lab.power(mover.id, 'on');
    await host.applyUntilReady(lab);
    const { output } = await host.exec(mover.id, 'ls', '/sys/class/net');
    expect(output.trim()).toBe('lo');

    await host.apply(lab.attach(mover.id, two, '10.0.2.20'));
    expect(await host.reaches(mover.id, 'peer')).toBe(true);
    lab.power(mover.id, 'on');
    await host.applyUntilReady(lab);
    expect(await host.reaches(mover.id, 'peer')).toBe(true);
  });

  it('keeps links, addresses and names across stop, start and restart', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const [a, b] = [
      lab.container('a', host.image, [[lan, '10.0.1.10']]),
      lab.container('b', host.image, [[lan, '10.0.1.11']]),
    ];
    await host.applyUntilReady(lab);
    expect(await host.reaches(a.id, 'b')).toBe(true);

    expect((await host.apply(lab.power(b.id, 'off'))).status).toBe('applied');
    await host.events.until('STOPPED', () => host.events.phase(b.id) === 'STOPPED');
    expect(await host.reaches(a.id, '10.0.1.11', 1)).toBe(false);

    lab.power(b.id, 'on');
    await host.applyUntilReady(lab);
    // The peer's earlier ARP entry is still valid.
    // The kernel still asks for the address, once a second. An echo request waits for its next question.
    await expect.poll(() => host.reaches(a.id, '10.0.1.11', 1)).toBe(true);
    expect(await host.reaches(b.id, 'a')).toBe(true);

    lab.power(b.id, 'on');
    const report = await host.applyUntilReady(lab);
    expect(report.steps.map(({ action }) => action)).toEqual(['restart']);
    expect(host.events.container(b.id)?.phases.map(({ phase }) => phase)).toEqual([
      'STOPPING',
      'CONNECTED',
      'RUNNING',
      'READY',
    ]);
    expect(await host.reaches(a.id, '10.0.1.11')).toBe(true);
  });

  it('renames a running container in place, and keeps the name at the next start', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const [one, peer] = [
      lab.container('one', host.image, [[lan, '10.0.1.10']]),
      lab.container('peer', host.image, [[lan, '10.0.1.11']]),
    ];
    await host.applyUntilReady(lab);
    await host.exec(one.id, 'touch', '/tmp/same-container', '/dev/shm/same-start');

    const report = await host.apply(lab.change(one.id, { name: 'two' }));
    expect(report.steps.map(({ action, outcome }) => [action, outcome])).toEqual([['rename', 'done']]);
    const names = async (): Promise<readonly string[]> => {
      const { output } = await host.exec(
        one.id,
        'sh',
        '-c',
        'hostname; cat /etc/hostname; grep -c two /etc/hosts',
      );
      return output.split(/\s+/);
    };
    expect(await names()).toEqual(['two', 'two', '1']);
    expect((await host.exec(one.id, 'ls', '/tmp/same-container', '/dev/shm/same-start')).code).toBe(0);
    expect(await host.reaches(peer.id, 'two')).toBe(true);
    expect(await host.reaches(peer.id, 'one', 1)).toBe(false);
    await host.events.until('the new name', () => host.events.container(one.id)?.name === 'two');
    expect(host.events.phase(one.id)).toBe('READY');
    expect((await host.apply(lab.desired)).steps).toEqual([]);

    // Docker still knows the first name.
    lab.power(one.id, 'on');
    await host.applyUntilReady(lab);
    expect(await names()).toEqual(['two', 'two', '1']);
    expect((await host.exec(one.id, 'ls', '/tmp/same-container')).code).toBe(0);
    expect(host.events.container(one.id)?.name).toBe('two');

    lab.power(one.id, 'off');
    await host.apply(lab.desired);
    const renamed = await host.apply(lab.change(one.id, { name: 'three' }));
    expect(renamed.steps).toEqual([]);
    lab.power(one.id, 'on');
    await host.applyUntilReady(lab);
    expect((await host.exec(one.id, 'hostname')).output).toBe('three');
    expect((await host.exec(one.id, 'ls', '/tmp/same-container')).code).toBe(0);
  });

  it('does nothing for a lab that matches already', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    lab.container('a', host.image, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(lab);
    const again = await host.apply(lab.desired);
    expect(again).toMatchObject({
      status: 'applied',
      steps: [],
      message: 'The host already matches the lab',
    });
  });

  it('refuses an older revision', async () => {
    const lab = host.lab();
    const old = lab.desired;
    lab.network('lan', '10.0.1.0/24');
    await host.apply(lab.desired);
    expect(await host.apply(old)).toMatchObject({ status: 'stale' });
    const revived = { ...lab.desired };
    await host.apply(lab.removed());
    expect(await host.apply(revived)).toMatchObject({ status: 'stale' });
  });

  it('reports revisions that a newer one overtook as superseded', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const revisions = Array.from({ length: 6 }, (_, index) => {
      lab.container(`c${index}`, host.image, [[lan, `10.0.1.${10 + index}`]]);
      return lab.desired;
    });
    const reports = await Promise.all(revisions.map((desired) => host.apply(desired)));
    expect(reports.at(-1)?.status).toBe('applied');
    expect(
      reports.filter(({ status }) => status === 'superseded' || status === 'stale').length,
    ).toBeGreaterThan(0);
    expect(reports.filter(({ status }) => status === 'failed')).toEqual([]);
    await host.applyUntilReady(lab);
  });

  it('removes a lab completely and reports it', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(lab);
    await host.apply(lab.removed());
    await host.events.until('Lab Removed', () =>
      host.events.removedLabs.some(({ labId }) => labId === lab.desired.labId),
    );
    await host.events.until('DELETED', () => host.events.phase(a.id) === 'DELETED');
    await host.events.until('DELETED', () => host.events.network(lan.id)?.phase === 'DELETED');
    expect(existsSync(`/run/netns/${labNamespace(lab.desired.labId)}`)).toBe(false);
  });

  it('recreates what was removed by hand', async () => {
    const lab = host.lab();
    const lan = lab.network('lan', '10.0.1.0/24');
    const a = lab.container('a', host.image, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(lab);
    await host.docker.removeContainer(`pn-${a.id}`);
    await host.events.until(
      'LOST',
      () => host.events.container(a.id)?.phases.some(({ phase }) => phase === 'LOST') ?? false,
    );
    await host.events.until('READY again', () => host.events.phase(a.id) === 'READY');

    await runProgram('ip', ['-n', labNamespace(lab.desired.labId), 'link', 'del', wireName(a.id, lan.id)]);
    const report = await host.apply(lab.desired);
    expect(report.steps.map(({ action }) => action)).toEqual(['connect']);
    // The kernel tells of a carrier up to a second later.
    const state = () => host.exec(a.id, 'cat', '/sys/class/net/eth0/operstate');
    await expect.poll(state).toMatchObject({ output: 'up' });
  });
});
