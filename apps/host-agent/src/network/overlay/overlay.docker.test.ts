import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ManifestContainer, type ManifestNetwork, macAddressFor } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeName, labNamespace, overlayName } from '../link-names.ts';
import { TestHost } from '../../testing/test-host.ts';
import { MultiHost } from '../../testing/multi-host.ts';
import { addressOf, MultiHostLab } from '../../testing/multi-host-lab.ts';

const run = promisify(execFile);
const made = new AsyncDisposableStack();
let hosts: MultiHost;
let image: string;
/** Every host has the same image under the same name. */
beforeAll(async () => {
  hosts = made.use(await MultiHost.start(2));
  image = `pn-multi-${randomBytes(3).toString('hex')}/tiny:1`;
  await Promise.all(hosts.all.map(({ host }) => host.makeImage({ reference: image })));
});
afterAll(() => made.disposeAsync());

async function inside(host: number, { id }: ManifestContainer, command: string): Promise<string> {
  return (await hosts.at(host).host.exec(id, 'sh', '-c', command)).output;
}

async function reaches(
  host: number,
  { id }: ManifestContainer,
  target: string,
  seconds?: number,
): Promise<boolean> {
  return hosts.at(host).host.reaches(id, target, seconds);
}

/** The MTU of a container's only interface, whose name may be any `eth*`. */
async function mtu(host: number, container: ManifestContainer): Promise<number> {
  return Number(await inside(host, container, 'cat /sys/class/net/eth*/mtu'));
}

interface Pair {
  readonly lab: MultiHostLab;
  readonly lan: ManifestNetwork;
  readonly a: ManifestContainer;
  readonly b: ManifestContainer;
}

/** The number of fragments that a host has sent so far. */
async function fragmentsMade(host: number): Promise<number> {
  const lines = (await hosts.at(host).runs('cat', '/proc/net/snmp')).split('\n');
  const [names = [], values = []] = lines
    .filter((line) => line.startsWith('Ip: '))
    .map((line) => line.split(' '));
  return Number(values[names.indexOf('FragCreates')]);
}

/** A namespace on the underlay without an agent. */
async function joinNamespace(address: string): Promise<AsyncDisposable & { readonly name: string }> {
  const name = `pnx-${randomBytes(4).toString('hex')}`;
  await run('ip', ['netns', 'add', name]);
  await hosts.underlay.join(name, address);
  return { name, [Symbol.asyncDispose]: () => run('ip', ['netns', 'del', name]).then(() => undefined) };
}

/** A lab with one network and a container on each of two hosts. */
async function pair(vni: number): Promise<Pair> {
  const lab = new MultiHostLab(0, 1);
  const lan = lab.network('lan', '10.0.1.0/24', vni);
  const a = lab.container(0, 'a', image, [[lan, '10.0.1.10']]);
  const b = lab.container(1, 'b', image, [[lan, '10.0.1.11']]);
  await hosts.apply(lab);
  return { lab, lan, a, b };
}

describe('a network on two hosts', () => {
  let { lab, lan, a, b } = {} as Pair;
  beforeAll(async () => {
    ({ lab, lan, a, b } = await pair(4096));
  });
  afterAll(() => hosts.remove(lab));

  it('is offered by hosts that report their underlay address', async () => {
    for (const index of [0, 1]) {
      const { events } = hosts.at(index).host;
      await events.until('the address', () => events.hosts.at(-1)?.underlayAddress === addressOf(index));
    }
  });

  it('carries pings both ways, by address and by name', async () => {
    expect(await reaches(0, a, '10.0.1.11')).toBe(true);
    expect(await reaches(1, b, '10.0.1.10')).toBe(true);
    expect(await reaches(0, a, 'b')).toBe(true);
    expect(await reaches(1, b, 'a')).toBe(true);
  });

  it('leaves space for VXLAN headers: full packets pass unfragmented', async () => {
    expect([await mtu(0, a), await mtu(1, b)]).toEqual([1450, 1450]);
    for (const { runs } of hosts.all) {
      const links = (await runs('ip', '-n', labNamespace(lab.labId), '-o', 'link')).split('\n');
      const bridges = links.filter((line) => /: br/.test(line));
      expect(bridges.map((line) => / mtu (\d+) /.exec(line)?.[1])).toEqual(['1450']);
    }
    const before = await fragmentsMade(0);
    expect(await inside(0, a, 'ping -c 2 -W 10 -s 1422 10.0.1.11')).toContain('2 packets received');
    expect(await fragmentsMade(0)).toBe(before);
  });

  it('loses no packets of a larger MTU that root inside sets, after it told the sender what fits', async () => {
    const resize = (bytes: number): Promise<unknown> =>
      Promise.all([a, b].map((each, host) => inside(host, each, `ip link set dev eth0 mtu ${bytes}`)));
    await resize(9000);
    const ping = (): Promise<string> => inside(0, a, 'ping -c 1 -W 1 -s 8000 10.0.1.11');
    await expect.poll(ping).toContain('1 packets received');
    await resize(1450);
  });

  it('carries a stream of 64 MB', async () => {
    const listening = inside(1, b, 'nc -l -p 5001 | wc -c');
    await expect.poll(() => inside(1, b, 'netstat -ltn')).toContain(':5001 ');
    const sent = await inside(
      0,
      a,
      'dd if=/dev/zero bs=64k count=1024 2>/dev/null | nc 10.0.1.11 5001; echo $?',
    );
    expect(sent).toBe('0');
    expect(await listening).toBe(String(64 * 1024 * 1024));
  });

  it('reaches a container that was recreated on the other host, without waiting for old entries to expire', async () => {
    const c = lab.container(0, 'c', image, [[lan, '10.0.1.30']]);
    await hosts.apply(lab);
    expect(await reaches(1, b, 'c')).toBe(true);
    lab.move(c.id, 1);
    await hosts.apply(lab);
    expect(await reaches(0, a, 'c')).toBe(true);
    expect(await reaches(1, b, 'c')).toBe(true);
    const hostsFile = await inside(1, b, 'cat /etc/hosts');
    expect(hostsFile.split('\n').filter((line) => line.includes('10.0.1.30'))).toHaveLength(1);
  });

  it('keeps working without its agent, and the next agent has nothing to do', async () => {
    const { host } = hosts.at(1);
    await host.agent.end('SIGKILL');
    expect(await reaches(0, a, '10.0.1.11')).toBe(true);
    host.events.observations.length = 0;
    await host.agent.start();
    await host.events.until('READY', () => host.events.phase(b.id) === 'READY');
    expect((await host.apply(lab.desired(1))).steps).toEqual([]);
    expect(await reaches(1, b, 'a')).toBe(true);
  });

  it('is restored by the next agent when its VXLAN link or its whole namespace is gone', async () => {
    const { host, runs } = hosts.at(1);
    await host.agent.end('SIGKILL');
    await runs('ip', '-n', labNamespace(lab.labId), 'link', 'del', overlayName(lan.id));
    expect(await reaches(0, a, '10.0.1.11', 1)).toBe(false);
    await host.agent.start();
    // The kernel still asks for the address, once a second.
    await expect.poll(() => reaches(0, a, '10.0.1.11', 1)).toBe(true);
    await host.agent.end('SIGKILL');
    await runs('ip', 'netns', 'del', labNamespace(lab.labId));
    host.events.observations.length = 0;
    await host.agent.start();
    await expect.poll(() => reaches(0, a, 'b', 1)).toBe(true);
    expect(await mtu(1, b)).toBe(1450);
  });

  it('has names again after a container restarts', async () => {
    const { host } = hosts.at(0);
    const desired = lab.desired(0);
    const again = desired.containers.map((each) => ({ ...each, generation: 2 }));
    await host.apply({ ...desired, containers: again });
    await host.events.until('READY again', () => {
      const known = host.events.container(a.id);
      return known?.phase === 'READY' && known.generation === 2;
    });
    expect(await reaches(0, a, 'b')).toBe(true);
  });
});

describe('a lab that grows onto a second host, and back', () => {
  it('connects running containers, and restores their MTU afterwards', async () => {
    const lab = new MultiHostLab(0);
    const lan = lab.network('lan', '10.0.1.0/24', 4200);
    const a = lab.container(0, 'a', image, [[lan, '10.0.1.10']]);
    await hosts.apply(lab);
    expect(await mtu(0, a)).toBe(1500);
    await inside(0, a, 'touch /tmp/same');

    lab.hosts = [0, 1];
    const b = lab.container(1, 'b', image, [[lan, '10.0.1.11']]);
    await hosts.apply(lab);
    expect(await reaches(0, a, 'b')).toBe(true);
    expect(await reaches(1, b, 'a')).toBe(true);
    expect([await mtu(0, a), await mtu(1, b)]).toEqual([1450, 1450]);

    await hosts.at(1).host.apply(lab.removed());
    lab.hosts = [0];
    lab.move(b.id, 0);
    await hosts.apply(lab);
    expect(await reaches(0, a, 'b')).toBe(true);
    expect([await mtu(0, a), await mtu(0, b)]).toEqual([1500, 1500]);
    expect(await inside(0, a, 'cat /etc/hosts; ls /tmp/same')).not.toContain('another host');
    expect(await hosts.at(0).runs('ip', '-n', labNamespace(lab.labId), '-br', 'link')).not.toMatch(/^vx/m);
    await hosts.remove(lab);
  });

  it('reaches exactly the hosts that the last apply named', async () => {
    const { lab, lan, a, b } = await pair(4300);
    lab.hosts = [0, 7];
    await hosts.at(0).host.apply(lab.desired(0));
    expect(await reaches(0, a, '10.0.1.11', 1)).toBe(false);
    expect(await reaches(1, b, '10.0.1.10', 1)).toBe(false);
    const lines = async (): Promise<string> =>
      hosts.at(0).runs('bridge', '-n', labNamespace(lab.labId), 'fdb', 'show', 'dev', overlayName(lan.id));
    expect(await lines()).toContain(`dst ${addressOf(7)}`);
    expect(await lines()).not.toContain(`dst ${addressOf(1)}`);

    lab.hosts = [0, 1];
    await hosts.apply(lab);
    // The ARP request that failed before is still being retried.
    await expect.poll(() => reaches(0, a, '10.0.1.11', 1)).toBe(true);
    expect(await lines()).not.toContain(`dst ${addressOf(7)}`);

    lab.strangers = [addressOf(0)];
    await hosts.at(0).host.apply(lab.desired(0));
    expect(await lines()).not.toContain(`dst ${addressOf(0)}`);
    expect((await hosts.at(0).host.apply(lab.desired(0))).steps).toEqual([]);
    await hosts.remove(lab);
  });
});

describe('two labs with the same addresses on the same hosts', () => {
  it('never reach each other', async () => {
    const [one, two] = [await pair(4400), await pair(4401)];
    two.lab.container(1, 'only', image, [[two.lan, '10.0.1.50']]);
    await hosts.apply(two.lab);
    for (const { lan, a } of [one, two]) {
      expect(await reaches(0, a, '10.0.1.11')).toBe(true);
      expect(await inside(0, a, 'cat /proc/net/arp')).toContain(macAddressFor(lan.id, '10.0.1.11'));
    }
    expect(await reaches(0, two.a, '10.0.1.50')).toBe(true);
    expect(await reaches(0, one.a, '10.0.1.50', 1)).toBe(false);
    await hosts.remove(one.lab);
    expect(await reaches(0, two.a, 'b')).toBe(true);
    await hosts.remove(two.lab);
  });

  it('cannot share a VXLAN identifier', async () => {
    const one = await pair(4500);
    const two = new MultiHostLab(0, 1);
    two.network('lan', '10.0.1.0/24', 4500);
    const report = await hosts.at(0).host.apply(two.desired(0));
    expect(report.status).toBe('failed');
    expect(report.message).toContain('VXLAN identifier 4500 is already used by another link on this host');
    expect(await reaches(0, one.a, 'b')).toBe(true);
    await hosts.at(0).host.apply(two.removed());
    expect(await hosts.at(0).runs('ip', 'netns')).not.toContain(labNamespace(two.labId));
    expect(await reaches(0, one.a, 'b')).toBe(true);
    await hosts.remove(one.lab);
  });
});

describe('a stranger on the underlay', () => {
  it('gets no packet into a segment, unless it is one of its hosts', async () => {
    const { lab, a } = await pair(4600);
    await using made = new AsyncDisposableStack();
    const stranger = made.use(await joinNamespace('10.77.0.99')).name;
    const link = 'link add vx type vxlan id 4600 local 10.77.0.99 dstport 4789 remote';
    await run('ip', ['-n', stranger, ...link.split(' '), addressOf(0)]);
    await run('ip', ['-n', stranger, 'addr', 'add', '10.0.1.66/24', 'dev', 'vx']);
    await run('ip', ['-n', stranger, 'link', 'set', 'vx', 'up']);
    const call = `require('node:net').connect(9, '10.0.1.10').on('error', () => process.exit())
      .on('connect', () => process.exit()); setTimeout(() => process.exit(), 1000)`;
    const calls = () => run('nsenter', [`--net=/run/netns/${stranger}`, process.execPath, '-e', call]);
    const heard = async (): Promise<boolean> =>
      (await inside(0, a, 'cat /proc/net/arp')).includes('10.0.1.66');
    const chain = ['inet', `pineapple_${hosts.at(0).host.scope}_overlay`, 'vni4600'];
    const refused = async (): Promise<number> => {
      const text = await hosts.at(0).runs('nft', 'list', 'chain', ...chain);
      return Number(/counter packets (\d+)/.exec(text)?.[1]);
    };

    const before = await refused();
    await calls();
    expect(await refused()).toBeGreaterThan(before);
    expect(await heard()).toBe(false);
    lab.strangers = ['10.77.0.99'];
    await hosts.apply(lab);
    const isHeard = async (): Promise<boolean> => {
      await calls();
      return heard();
    };
    await expect.poll(isHeard).toBe(true);
    await hosts.remove(lab);
  });
});

describe('a network with egress on two hosts', () => {
  it('has its gateway on the first host, which containers on other hosts use too', async () => {
    await using world = await joinNamespace('10.77.0.98');
    await run('ip', ['-n', world.name, 'addr', 'add', '203.0.113.7/32', 'dev', 'under0']);
    for (const { runs } of hosts.all)
      await runs('ip', 'route', 'replace', '203.0.113.7', 'via', '10.77.0.98');
    const lab = new MultiHostLab(0, 1);
    const out = lab.network('out', '10.0.5.0/24', 4700, true);
    const a = lab.container(0, 'a', image, [[out, '10.0.5.10']]);
    const b = lab.container(1, 'b', image, [[out, '10.0.5.11']]);
    await hosts.apply(lab);
    const bridge = async (host: number): Promise<string> =>
      hosts.at(host).runs('ip', '-n', labNamespace(lab.labId), '-br', 'addr', 'show', bridgeName(out.id));
    expect(await bridge(0)).toContain('10.0.5.1/24');
    expect(await bridge(1)).not.toContain('10.0.5.1/24');
    expect(await reaches(0, a, '10.0.5.1')).toBe(true);
    expect(await reaches(1, b, '10.0.5.1')).toBe(true);
    expect(await inside(1, b, 'ip route')).toContain('default via 10.0.5.1');
    expect([await reaches(0, a, '203.0.113.7'), await reaches(1, b, '203.0.113.7')]).toEqual([true, true]);
    expect(await hosts.at(1).runs('ip', '-br', 'link')).not.toContain(lab.labId.slice(4));

    lab.hosts = [1, 0];
    await hosts.apply(lab);
    expect(await bridge(0)).not.toContain('10.0.5.1/24');
    expect(await bridge(1)).toContain('10.0.5.1/24');
    expect(await hosts.at(0).runs('ip', '-br', 'link')).not.toContain(lab.labId.slice(4));
    for (const [host, container] of [
      [0, a],
      [1, b],
    ] as const)
      await inside(host, container, 'ip neigh flush all');
    expect(await reaches(0, a, '10.0.5.1')).toBe(true);
    expect([await reaches(0, a, '203.0.113.7'), await reaches(1, b, '203.0.113.7')]).toEqual([true, true]);
    await hosts.remove(lab);
  });
});

describe('a host without an underlay address', () => {
  it('reports so, and fails an apply with the reason', async () => {
    const { engine } = hosts.at(0);
    const options = { dockerHost: engine.dockerHost, prefix: engine.prefix };
    await using host = await TestHost.start(options);
    await host.events.until('the host report', () => host.events.hosts.length > 0);
    expect(host.events.hosts.at(-1)?.underlayAddress).toBe(null);
    const lab = new MultiHostLab(0, 1);
    const lan = lab.network('lan', '10.0.1.0/24', 4800);
    const report = await host.apply(lab.desired(0));
    expect(report.status).toBe('failed');
    await host.events.until('FAILED', () => host.events.network(lan.id)?.phase === 'FAILED');
    expect(host.events.network(lan.id)?.reason).toContain('PINEAPPLE_UNDERLAY_ADDRESS is not set');
    expect((await host.apply(lab.removed())).status).toBe('applied');
  });
});

describe('the last multi-host lab', () => {
  it('leaves no link, namespace, rule or file when it is removed', async () => {
    const { lab } = await pair(4900);
    expect(await hosts.at(0).runs('nft', 'list', 'tables')).toContain('_overlay');
    await hosts.remove(lab);
    for (const { host, runs } of hosts.all) {
      expect(await host.inDocker()).toEqual([]);
      expect(await runs('ip', 'netns')).toBe('');
      expect(await runs('nft', 'list', 'tables')).not.toContain('_overlay');
      expect(await runs('ip', '-br', 'link', 'show', 'type', 'vxlan')).toBe('');
      expect(await readdir(join(host.agent.directory, 'overlays'))).toEqual([]);
    }
  });
});
