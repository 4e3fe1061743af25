import { readFile, readdir } from 'node:fs/promises';
import type { ManifestContainer } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerName } from '../../docker/docker-names.ts';
import { programsOf, restartWithoutAgent, waits } from '../../testing/gate-lab.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';
import { firstProcess, readRecord, witnessFiles } from '../../testing/witness.ts';
import { dockerEvents } from '../../docker/event-stream.ts';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

interface Foreign {
  readonly changes: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly bare?: boolean;
}

/** A lab with one container of an image of its own and a peer on its network. */
async function lab(tag: string, image: Foreign) {
  const made = host.lab();
  const lan = made.network('lan', '10.0.1.0/24');
  const reference = await host.makeImage({ ...image, reference: `${host.hostId}/${tag}:1` });
  const own = made.container('own', reference, [[lan, '10.0.1.10']]);
  const peer = made.container('peer', host.image, [[lan, '10.0.1.11']]);
  return { made, own, peer };
}

/** Gives an image a STOPSIGNAL, which `docker import` can't. */
async function setStopSignal(reference: string, signal: string): Promise<void> {
  const [repo = '', tag = ''] = reference.split(':');
  const container = await host.docker.createContainer(`${host.hostId}-unsigned`, { Image: reference });
  await host.docker.transport.call('POST', '/commit', { container, repo, tag }, { StopSignal: signal });
  await host.docker.removeContainer(container);
}

/** Replaces a container by one that differs only in having a terminal. */
async function withTerminal({ id }: ManifestContainer): Promise<string> {
  const name = containerName(id);
  const found = await host.docker.transport.call('GET', `/containers/${name}/json`);
  const { Config, HostConfig } = found as { Config: object; HostConfig: object };
  await host.docker.removeContainer(name);
  return host.docker.createContainer(name, { ...Config, Tty: true, OpenStdin: true, HostConfig });
}

/** Kills a container as soon as Docker has started it. */
async function killAtStart({ id }: ManifestContainer): Promise<void> {
  const stop = new AbortController();
  const now = BigInt(Date.now()) * 1_000_000n;
  for await (const { Action, Actor } of dockerEvents(host.docker.transport, now, stop.signal)) {
    if (Action !== 'start' || Actor.Attributes?.['name'] !== containerName(id)) continue;
    process.kill(await firstProcess(host, id), 'SIGKILL');
    break;
  }
  stop.abort();
}

async function sightOf({ id }: ManifestContainer) {
  await expect.poll(() => readRecord(host, id)).not.toBeNull();
  return readRecord(host, id);
}

describe('the gate starts an image', () => {
  it('without a shell or any other program', async () => {
    const { made, own, peer } = await lab('bare', {
      bare: true,
      changes: ['CMD ["/busybox","sleep","1000"]'],
    });
    await host.applyUntilReady(made);
    const commands = await programsOf(await firstProcess(host, own.id));
    expect(commands[1]).toEqual(['/busybox', 'sleep', '1000']);
    expect(await host.reaches(peer.id, 'own')).toBe(true);
  });

  it('as its user, in its folder, with its entrypoint and the words of its command', async () => {
    const { made, own } = await lab('words', {
      changes: [
        ...['USER 1000:1000', 'WORKDIR /srv/app', 'ENTRYPOINT ["../../bin/witness","first word"]'],
        'CMD ["*","$HOME; \\"quoted\\"",""]',
      ],
      files: witnessFiles,
    });
    await host.applyUntilReady(made);
    const sight = await sightOf(own);
    expect(sight?.get('user')).toBe('1000');
    expect(sight?.get('folder')).toBe('/srv/app');
    expect(sight?.get('words')?.split('\n')).toEqual(['<first word>', '<*>', '<$HOME; "quoted">', '<>']);
    expect(sight?.get('hostname')).toBe('own');
    expect(sight?.get('HOSTNAME')).toBe('own');
    expect(sight?.get('addresses')).toContain('10.0.1.10/24');
  });

  it('whose program is found by PATH', async () => {
    const { made, own } = await lab('path', {
      changes: ['ENV PATH=/nowhere:/opt/tools:/bin', 'CMD ["look"]'],
      files: { 'opt/tools/look': witnessFiles['bin/witness'] ?? '' },
    });
    await host.applyUntilReady(made);
    const [, program] = await programsOf(await firstProcess(host, own.id));
    expect(program).toEqual(['/bin/sh', '/opt/tools/look']);
    expect((await sightOf(own))?.get('hostname')).toBe('own');
  });

  it('and passes on its STOPSIGNAL', async () => {
    const { made, own } = await lab('signal', { changes: ['CMD ["/bin/witness"]'], files: witnessFiles });
    await setStopSignal(own.imageReference, 'SIGUSR1');
    await host.applyUntilReady(made);
    await sightOf(own);
    await host.apply(made.power(own.id, 'off'));
    await host.events.until('STOPPED', () => host.events.phase(own.id) === 'STOPPED');
    const { State } = await host.docker.inspectContainer(containerName(own.id));
    expect(State.ExitCode).toBe(7);
  });

  it('on a terminal of its own, whose size may change while the program waits', async () => {
    const look = 'tty > /dev/shm/tty; stty size >> /dev/shm/tty; exec sleep 1000';
    const { made, own } = await lab('tty', { changes: [`CMD ${JSON.stringify(['sh', '-c', look])}`] });
    await host.applyUntilReady(made);
    await host.agent.end('SIGKILL');
    const key = await withTerminal(own);
    await host.docker.startContainer(key);
    await expect.poll(() => waits(host, own.id)).toBe(true);
    await host.docker.transport.call('POST', `/containers/${key}/resize`, { h: '40', w: '120' });
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', () => host.events.phase(own.id) === 'READY');
    const seen = async (): Promise<string> => (await host.exec(own.id, 'cat', '/dev/shm/tty')).output;
    await expect.poll(seen).toMatch(/^\/dev\/\S+\s+40 120$/);
  });

  it('with a health check, which may have failed while the program waited', async () => {
    const { made, own } = await lab('health', {
      changes: ['HEALTHCHECK --interval=200ms --retries=1 CMD test -e /dev/shm/seen', 'CMD ["/bin/witness"]'],
      files: witnessFiles,
    });
    await host.applyUntilReady(made);
    await host.agent.end('SIGKILL');
    await restartWithoutAgent(host, own.id);
    const health = async (): Promise<string | undefined> =>
      (await host.docker.inspectContainer(containerName(own.id))).State.Health?.Status;
    await expect.poll(health).toBe('unhealthy');
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', () => host.events.phase(own.id) === 'READY');
    expect(await health()).toBe('healthy');
  });
});

describe('an image that cannot start', () => {
  it.each([
    ['is not there', 'missing', '"/no/such"', '/no/such: no such file or folder'],
    ['is not on the PATH', 'unknown', '"no-such"', 'no-such: no such file or folder'],
    ['is a folder', 'folder', '"/etc"', '/etc: permission denied'],
    ['is not executable', 'plain', '"/etc/passwd"', '/etc/passwd: permission denied'],
    ['is no program', 'text', '"/bin/text"', '/bin/text: not a program of this machine'],
  ])('is FAILED with the reason when its program %s', async (_, tag, entrypoint, reason) => {
    const { made, own, peer } = await lab(tag, {
      changes: [`ENTRYPOINT [${entrypoint}]`, 'CMD ["word"]'],
      files: { 'bin/text': 'neither a script nor a binary\n' },
    });
    await host.apply(made.desired);
    await host.events.until(
      'both',
      () => host.events.phase(own.id) === 'FAILED' && host.events.phase(peer.id) === 'READY',
    );
    const known = host.events.container(own.id);
    expect(known?.reason).toBe(`The command could not be started: ${reason}`);
    expect(known?.phases.map(({ phase }) => phase)).toEqual(['CREATED', 'CONNECTED', 'FAILED']);
  });
});

describe('a container that waits behind its gate', () => {
  async function waiting(): Promise<{ made: SampleLab; own: ManifestContainer; peer: ManifestContainer }> {
    const given = await lab(`waits${Math.random().toString(36).slice(2, 8)}`, {
      changes: ['CMD ["/bin/witness"]'],
      files: witnessFiles,
    });
    await host.applyUntilReady(given.made);
    await host.agent.end('SIGKILL');
    await restartWithoutAgent(host, given.own.id);
    return given;
  }

  it('stops at once', async () => {
    const { made, own } = await waiting();
    const key = containerName(own.id);
    const begin = performance.now();
    await host.docker.stopContainer(key, 60);
    // The grace period is a minute.
    expect(performance.now() - begin).toBeLessThan(50_000);
    expect((await host.docker.inspectContainer(key)).State.ExitCode).toBe(143);
    await host.agent.start();
    made.power(own.id, 'on');
    await host.applyUntilReady(made);
    expect((await sightOf(own))?.get('addresses')).toContain('10.0.1.10/24');
  });

  it('is FAILED with the reason when it is killed, and starts again on request', async () => {
    /** A container that is killed at its start, and its phases. */
    const killed = async () => {
      const { made, own } = await lab('killed', { changes: ['CMD ["/bin/witness"]'], files: witnessFiles });
      const [report] = await Promise.all([host.apply(made.desired), killAtStart(own)]);
      expect(report.status).toBe('applied');
      await host.events.until('FAILED', () => host.events.phase(own.id) === 'FAILED');
      const { reason, phases = [] } = host.events.container(own.id) ?? {};
      expect(reason).toBe('The process exited with status 137 (SIGKILL)');
      return { made, own, phases: phases.map(({ phase }) => phase) };
    };
    let last = await killed();
    // The agent may be faster, and connect it or let it through first.
    for (let turn = 0; turn < 20 && last.phases.length > 2; turn += 1) last = await killed();
    const { made, own, phases } = last;
    expect(phases).toEqual(['CREATED', 'FAILED']);
    made.power(own.id, 'on');
    await host.applyUntilReady(made);
    expect((await sightOf(own))?.get('addresses')).toContain('10.0.1.10/24');
  });

  it('can be removed by hand, and the next agent makes it again', async () => {
    const { made, own, peer } = await waiting();
    await host.docker.removeContainer(containerName(own.id));
    host.events.observations.length = 0;
    await host.agent.start();
    await host.applyUntilReady(made);
    expect(await host.reaches(peer.id, 'own')).toBe(true);
  });

  it('is removed with its lab by the next agent', async () => {
    const { made, own, peer } = await waiting();
    await host.agent.start();
    expect((await host.apply(made.removed())).status).toBe('applied');
    await host.events.until('DELETED', () =>
      [own, peer].every(({ id }) => host.events.phase(id) === 'DELETED'),
    );
    const left = await readdir(`${host.agent.directory}/gates`).catch(() => ['no folder of gates']);
    expect(left).not.toContain(own.id);
    expect(left).not.toContain('no folder of gates');
  });

  it('is not let go by what root inside writes to a gate', async () => {
    const { made, own, peer } = await lab('forger', {
      changes: ['CMD ["/bin/witness"]'],
      files: witnessFiles,
    });
    await host.applyUntilReady(made);
    await host.agent.end('SIGKILL');
    await restartWithoutAgent(host, peer.id);
    // Opened for reading too, so that it neither waits nor fails.
    const forge = 'trap "" HUP; exec 3<>/.pineapple/go; echo go >&3 && echo forged; tail -f /dev/null &';
    const { output } = await host.exec(own.id, 'sh', '-c', forge);
    // Root inside is an ordinary user of the host, who may not write. Without user namespaces it may.
    if (output.includes('forged')) expect((await host.exec(own.id, 'pidof', 'tail')).code).toBe(0);
    else expect(output).toContain('Permission denied');
    await restartWithoutAgent(host, own.id);
    expect(await waits(host, own.id)).toBe(true);
    expect(await waits(host, peer.id)).toBe(true);
    expect(await readRecord(host, own.id)).toBeNull();
    await host.agent.start();
    await host.events.until('READY', () => [own, peer].every(({ id }) => host.events.phase(id) === 'READY'));
    expect((await sightOf(own))?.get('addresses')).toContain('10.0.1.10/24');
  });

  it('cannot be given another gate from inside', async () => {
    const { made, own } = await lab('digger', { changes: ['CMD ["sleep","1000"]'] });
    await host.applyUntilReady(made);
    for (const command of [
      'rm -f /.pineapple/go',
      'mv -f /.pineapple/gate /.pineapple/old',
      'echo x > /.pineapple/gate',
      'rm -rf /.pineapple',
      'umount /.pineapple',
    ]) {
      expect((await host.exec(own.id, 'sh', '-c', command)).code, command).not.toBe(0);
    }
  });
});

describe('a program that was let through its gate', () => {
  it('is the only one beside the init, and has no open files and no name of the gate', async () => {
    const { made, own } = await lab('traces', { changes: ['CMD ["sleep","1000"]'] });
    await host.applyUntilReady(made);
    const pid = await firstProcess(host, own.id);
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    const [program, ...rest] = children.trim().split(' ');
    expect(rest).toEqual([]);
    expect((await readdir(`/proc/${program}/fd`)).toSorted()).toEqual(['0', '1', '2']);
    const environment = (await readFile(`/proc/${program}/environ`, 'utf8')).split('\0');
    expect(environment).toContain('HOSTNAME=own');
    const [init, command] = await programsOf(pid);
    expect(command).toEqual(['sleep', '1000']);
    expect(init).toEqual(['/sbin/docker-init', '--', 'sleep', '1000']);
    const { output } = await host.exec(own.id, 'ps', '-o', 'comm,args');
    expect(output).not.toContain('gate');
    expect(output).not.toContain('pineapple');
  });
});
