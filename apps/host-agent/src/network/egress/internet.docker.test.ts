import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import type { ManifestContainer } from '@pineapple/core';
import { knownAddress, OutsideWorld } from '@pineapple/test-kit/docker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labNamespace, uplinkName, uplinkPrefix } from '../link-names.ts';
import { attackerImage } from '../../testing/attacker-image.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';

const run = promisify(execFile);

const made = new AsyncDisposableStack();
let host: TestHost;
let world: OutsideWorld;
let lab: SampleLab;
let attacker: string;
let open: ManifestContainer;
let closed: ManifestContainer;
let neighbour: ManifestContainer;

beforeAll(async () => {
  world = made.use(await OutsideWorld.open());
  host = made.use(
    await TestHost.start({
      env: { PINEAPPLE_DNS: world.publicAddress, PINEAPPLE_BUILD_EGRESS: '1' },
    }),
  );
  attacker = await attackerImage(host);
  lab = host.lab();
  const internet = lab.network('internet', '10.0.1.0/24', true);
  const inside = lab.network('inside', '10.0.2.0/24');
  const second = lab.network('second', '10.0.3.0/24', true);
  open = lab.container('open', host.image, [[internet, '10.0.1.10']]);
  closed = lab.container('closed', host.image, [[inside, '10.0.2.10']]);
  neighbour = lab.container('neighbour', host.image, [[second, '10.0.3.10']]);
  await host.applyUntilReady(lab);
});
afterAll(() => made.disposeAsync());

/** @param seconds How long it waits: two are enough for an answer that must not come. */
async function call(container: ManifestContainer, address: string, seconds = 20): Promise<string> {
  const { output } = await host.exec(container.id, 'sh', '-c', `echo | nc -w ${seconds} ${address} 8080`);
  return output.trim();
}

describe('a network with egress', () => {
  it("reaches a server outside, under the host's address", async () => {
    expect(await call(open, world.publicAddress)).toBe(world.hostAddress);
    expect(await host.reaches(open.id, world.publicAddress)).toBe(true);
    expect(await call(neighbour, world.publicAddress)).toBe(world.hostAddress);
  });

  it('works beside another agent on the machine, and after that agent’s labs are gone', async () => {
    await using other = await TestHost.start();
    const theirs = other.lab();
    const egress = theirs.network('way', '10.0.1.0/24', true);
    const twin = theirs.container('twin', other.image, [[egress, '10.0.1.10']]);
    await other.applyUntilReady(theirs);
    expect(await call(open, world.publicAddress)).toBe(world.hostAddress);
    const { output } = await other.exec(twin.id, 'sh', '-c', `echo | nc -w 20 ${world.publicAddress} 8080`);
    expect(output.trim()).toBe(world.hostAddress);
    await other.apply(theirs.removed());
    expect(await call(open, world.publicAddress)).toBe(world.hostAddress);
  });

  it('resolves names of the internet at its gateway, and a closed network resolves none', async () => {
    const { output } = await host.exec(open.id, 'nslookup', '-type=a', 'example.org');
    expect(output).toContain(knownAddress);
    const direct = await host.exec(open.id, 'nslookup', '-type=a', 'example.org', '10.0.1.1');
    expect(direct.output).toContain(knownAddress);
    expect(await host.exec(closed.id, 'cat', '/etc/resolv.conf')).toMatchObject({ output: '' });
    expect((await host.exec(closed.id, 'nslookup', 'example.org')).output).not.toContain(knownAddress);
  });

  it('follows a network that gains and loses egress while its containers run', async () => {
    const own = host.lab();
    const lan = own.network('lan', '10.0.1.0/24');
    const a = own.container('a', host.image, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(own);
    await host.exec(a.id, 'touch', '/tmp/same-process');
    const withEgress = (internet: boolean) => ({
      ...own.desired,
      networks: own.desired.networks.map((each) => ({ ...each, internet })),
      revision: own.desired.revision + 1,
    });
    own.desired = withEgress(true);
    expect((await host.apply(own.desired)).status).toBe('applied');
    expect(await call(a, world.publicAddress)).toBe(world.hostAddress);
    expect((await host.exec(a.id, 'nslookup', '-type=a', 'example.org')).output).toContain(knownAddress);
    own.desired = withEgress(false);
    expect((await host.apply(own.desired)).status).toBe('applied');
    expect(await host.reaches(a.id, '10.0.1.1', 1)).toBe(false);
    expect((await host.exec(a.id, 'sh', '-c', 'ip route; cat /etc/resolv.conf')).output).toBe(
      '10.0.1.0/24 dev eth0 scope link  src 10.0.1.10',
    );
    expect((await host.exec(a.id, 'ls', '/tmp/same-process')).code).toBe(0);
  });

  it('answers pings at its gateway', async () => {
    expect(await host.reaches(open.id, '10.0.1.1')).toBe(true);
    // Its answer is as large, and takes as many fragments.
    expect(await host.exec(open.id, 'ping', '-c', '1', '-W', '10', '-s', '4000', '10.0.1.1')).toMatchObject({
      code: 0,
    });
  });

  it('never reaches the metadata address or a private range, although the host does', async () => {
    const expectOutOfReach = async (address: string): Promise<void> => {
      expect(await world.hostCalls(address, 20_000), `the host reaches ${address}`).toBe('answered');
      const attempts = [host.reaches(open.id, address, 1), call(open, address, 2)] as const;
      expect(await Promise.all(attempts), address).toEqual([false, 'nc: timed out']);
    };
    await Promise.all(world.forbidden.map(expectOutOfReach));
  });

  it('never reaches the host itself, at any of its addresses', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((entries) =>
      (entries ?? []).flatMap(({ address, family, internal }) =>
        family === 'IPv4' && !internal ? [address] : [],
      ),
    );
    expect(addresses).toContain(world.hostAddress);
    const reached = await Promise.all(addresses.map((address) => host.reaches(open.id, address, 1)));
    expect(addresses.filter((_address, index) => reached[index])).toEqual([]);
  });

  it('does not route between networks of the lab', async () => {
    const others = ['10.0.3.10', '10.0.3.1', '10.0.2.10'];
    const reached = await Promise.all(others.map((address) => host.reaches(open.id, address, 1)));
    expect(others.filter((_address, index) => reached[index])).toEqual([]);
  });

  it('drops packets with a source address of another network', async () => {
    const spoof = 'ip addr add 10.0.9.9/32 dev lo && ping -c1 -W1 -I 10.0.9.9 "$0"';
    const { code } = await host.exec(open.id, 'sh', '-c', spoof, world.publicAddress);
    expect(code).not.toBe(0);
  });

  it('accepts nothing from the host or from outside', async () => {
    const { stdout } = await run('ip', [
      '-4',
      '-o',
      'addr',
      'show',
      'dev',
      uplinkName(uplinkPrefix(host.scope), lab.desired.labId),
    ]);
    const own = /inet (\d+\.\d+\.\d+)\.(\d+)\/31/.exec(stdout);
    const lastByte = Number(own?.[2]) + 1;
    // If the packet passed, the kernel would refuse the connection: nothing listens there.
    expect(await world.hostCalls(`${own?.[1] ?? ''}.${lastByte}`)).toBe('nothing');
  });
});

describe('a build of a Dockerfile, where the operator allows egress', () => {
  /** Builds an image whose commands write files. @returns what is in the files, in a container of the image */
  async function built(commands: readonly string[], ...files: string[]): Promise<string[]> {
    const buildId = randomUUID();
    const reference = `pineapple/own:${randomBytes(16).toString('hex')}`;
    const lines = ['FROM host', ...commands.map((each) => `RUN ${each}`), 'CMD ["sleep", "1000"]'];
    const wanted = { reference, base: host.image, dockerfile: lines.join('\n') };
    await host.agent.build({ format: 1, ownerId: 'usr_ada', name: 'mine', buildId, build: wanted });
    const end = () => host.events.built.find((each) => each.buildId === buildId);
    await host.events.until('the end of the build', () => end() !== undefined);
    expect(end()).toMatchObject({ outcome: 'ready', reason: null });
    const own = host.lab();
    const one = own.container('one', reference);
    await host.applyUntilReady(own);
    const read = await Promise.all(files.map((file) => host.exec(one.id, 'cat', file)));
    await host.apply(own.removed());
    await host.docker.removeImage(reference);
    return read.map(({ output }) => output.replaceAll('\r', ''));
  }

  const uplinks = async () => {
    const { stdout } = await run('ip', ['-br', 'link']);
    return stdout.split('\n').filter((line) => line.startsWith(uplinkPrefix(host.scope)));
  };

  it('reaches a server and names outside, and leaves nothing of that in its image or on the host', async () => {
    const before = await uplinks();
    const [answer, names, resolver] = await built(
      [
        `echo | nc -w 5 ${world.publicAddress} 8080 > /answer`,
        'nslookup -type=a example.org > /names && cat /etc/resolv.conf >> /names',
      ],
      ...['/answer', '/names', '/etc/resolv.conf'],
    );
    expect(answer).toBe(world.hostAddress);
    expect(names).toContain(knownAddress);
    expect(names).toContain('nameserver 10.0.1.1');
    expect(resolver).toBe('');
    expect(await uplinks()).toHaveLength(before.length);
  });

  it('never reaches the metadata address, a private range, the host or a lab', async () => {
    const server = createServer((socket) => socket.end('the host\n')).listen(0, world.hostAddress);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [greeting] = (await once(connect(port, world.hostAddress), 'data')) as [Buffer];
    expect(String(greeting), 'the host reaches itself').toBe('the host\n');
    const link = uplinkName(uplinkPrefix(host.scope), lab.desired.labId);
    const { stdout } = await run('ip', ['-4', '-o', 'addr', 'show', 'dev', link]);
    const [, base = '', last = ''] = /inet (\d+\.\d+\.\d+\.)(\d+)\/31/.exec(stdout) ?? [];
    const targets = [
      ...world.forbidden.map((address) => [address, 8080] as const),
      ...[[world.hostAddress, port] as const, [`${base}${last}`, port] as const],
      ...[[`${base}${Number(last) + 1}`, 8080] as const, ['10.0.1.1', 8080] as const],
    ];
    const tries = targets.map(([address, at]) => `echo | nc -w 2 ${address} ${at} > /${address}-${at} 2>&1`);
    const command = `{ ${tries.map((each) => `${each} &`).join(' ')} wait; }`;
    const said = await built([command], ...targets.map(([address, at]) => `/${address}-${at}`));
    server.close();
    expect(said).toEqual(targets.map(() => 'nc: timed out'));
  });
});

describe('a lab that floods', () => {
  /** DNS queries bypassed the limit, and filled the host's table of connections for all labs. */
  it('holds no more connections than a lab may, and leaves the egress of others', async () => {
    const own = host.lab();
    const lan = own.network('lan', '10.0.1.0/24', true);
    const flood = own.container('flood', attacker, [[lan, '10.0.1.10']]);
    await host.applyUntilReady(own);
    expect((await host.exec(flood.id, 'attacks', 'flows', '12000')).output).toBe('flows: 12000');
    const { stdout } = await run('nsenter', [
      `--net=/run/netns/${labNamespace(own.desired.labId)}`,
      ...['cat', '/proc/sys/net/netfilter/nf_conntrack_count'],
    ]);
    expect(Number(stdout)).toBeGreaterThan(8000);
    expect(Number(stdout)).toBeLessThan(8300);
    expect(await call(open, world.publicAddress)).toBe(world.hostAddress);
    await host.apply(own.removed());
  });
});

describe('a closed network', () => {
  it('has no egress', async () => {
    expect(await host.reaches(closed.id, world.publicAddress, 1)).toBe(false);
    const { output } = await host.exec(closed.id, 'ip', 'route');
    expect(output).not.toContain('default');
  });

  it("has none through its lab's uplink either, even for root with its own route", async () => {
    const steal = 'ip route add default via 10.0.2.1 dev eth0 onlink; ping -c1 -W1 "$0"';
    expect((await host.exec(closed.id, 'sh', '-c', steal, world.publicAddress)).code).not.toBe(0);
    expect((await host.exec(closed.id, 'ping', '-c', '1', '-W', '1', '10.0.1.1')).code).not.toBe(0);
    // Nor through an IPv6 link-local address of the bridge.
    const { output } = await host.exec(closed.id, 'sh', '-c', 'ping6 -c1 -W1 ff02::1%eth0 2>&1; ip -6 neigh');
    expect(output).not.toMatch(/fe80::.*(REACHABLE|STALE|DELAY)/);
  });
});

describe("the host's rules", () => {
  it('are set with the first uplink and removed with the last', async () => {
    const rules = async (): Promise<string> => {
      const [tables, docker] = await Promise.all([
        run('nft', ['list', 'tables']),
        run('iptables', ['-w', '-S']),
      ]);
      return tables.stdout + docker.stdout;
    };
    const mark = `pineapple_${host.scope}`;
    expect(await rules()).toContain(`table inet ${mark}`);
    expect(await rules()).toContain(`--comment ${mark}`);
    await host.apply(lab.removed());
    expect(await rules()).not.toContain(mark);
    expect((await run('ip', ['-br', 'link'])).stdout).not.toContain(
      uplinkName(uplinkPrefix(host.scope), lab.desired.labId),
    );
    expect((await run('ip', ['netns'])).stdout).not.toContain(lab.desired.labId.slice(4));
  });
});
