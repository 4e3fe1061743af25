import { builtInImages, type ManifestContainer, type ManifestNetwork } from '@pineapple/core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { labNamespace } from '../link-names.ts';
import { runBeside, runHere, sendFrame } from '../../testing/container-namespace.ts';
import { FrameCapture, frame } from '../../testing/raw-node.ts';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';
import { firstProcess } from '../../testing/witness.ts';

/** It has iproute2, nftables and iptables. */
const toolImage = builtInImages.find(({ name }) => name === 'host')?.reference ?? 'none';

let host: TestHost;
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(() => host[Symbol.asyncDispose]());

interface Pair {
  readonly lab: SampleLab;
  readonly lan: ManifestNetwork;
  readonly a: ManifestContainer;
  readonly b: ManifestContainer;
}

async function pair(image: string, egress = false): Promise<Pair> {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24', egress);
  const a = lab.container('a', image, [[lan, '10.0.1.10']]);
  const b = lab.container('b', image, [[lan, '10.0.1.11']]);
  await host.applyUntilReady(lab);
  return { lab, lan, a, b };
}

/** Runs a command in a container, expects that it succeeds and returns its output with plain line ends. */
async function does({ id }: ManifestContainer, command: string): Promise<string> {
  const { code, output } = await host.exec(id, 'sh', '-c', command);
  expect(code, `${command}: ${output}`).toBe(0);
  return output.replaceAll('\r\n', '\n');
}

describe('a new container on a closed network', () => {
  it('holds no routes, rules, firewall or name servers that its lab did not ask for', async () => {
    const { a } = await pair(toolImage);
    expect(await does(a, 'ip route')).toMatch(
      /^10\.0\.1\.0\/24 dev eth0 proto kernel .*src 10\.0\.1\.10\s*$/,
    );
    expect((await does(a, 'ip rule')).split('\n').map((line) => line.trim())).toEqual([
      expect.stringMatching(/^0:\s+from all lookup local$/),
      expect.stringMatching(/^32766:\s+from all lookup main$/),
      expect.stringMatching(/^32767:\s+from all lookup default$/),
    ]);
    for (const list of ['nft list ruleset', 'cat /etc/resolv.conf']) expect(await does(a, list)).toBe('');
    // The host's own tool, too: what another tool set up can be hidden from the container's.
    expect(await runBeside(host, a.id, 'nft', 'list', 'ruleset')).toBe('');
    for (const tool of ['iptables-save', 'ip6tables-save']) {
      expect((await does(a, `${tool} 2>/dev/null`)).replaceAll(/^[#:*].*$|^COMMIT$/gm, '').trim()).toBe('');
    }
    expect(await does(a, 'ip -o link show up | grep -c .')).toBe('2');
  });
});

it('sends packets by the static routes of a container, from its start on and after a change', async () => {
  const lab = host.lab();
  const lan = lab.network('lan', '10.0.1.0/24');
  const routes = [{ destination: '10.0.9.0/24', gateway: '10.0.1.11' }];
  const a = lab.container('a', toolImage, [[lan, '10.0.1.10']]);
  lab.change(a.id, { routes });
  await host.applyUntilReady(lab);
  expect(await does(a, 'ip route show 10.0.9.0/24')).toMatch(/^10\.0\.9\.0\/24 via 10\.0\.1\.11 dev eth0/);
  lab.change(a.id, { routes: [{ destination: '10.0.8.0/24', gateway: '10.0.1.12' }] });
  await host.apply(lab.desired);
  expect((await does(a, 'ip route')).match(/\S+ via \S+/g)).toEqual(['10.0.8.0/24 via 10.0.1.12']);
});

describe.each([
  ['a closed network', false],
  ['a network with egress', true],
])('on %s', (_, egress) => {
  let { a, b } = {} as Pair;
  beforeAll(async () => {
    ({ a, b } = await pair(host.image, egress));
  });

  it('IPv6 works with addresses that are set by hand', async () => {
    await does(a, 'ip addr add fd00::1/64 dev eth0');
    await does(b, 'ip addr add fd00::2/64 dev eth0');
    await does(a, 'ping -6 -c 1 -W 10 fd00::2');
    await does(b, 'ping -6 -c 1 -W 10 fd00::1');
    // The link-local addresses are there at once, too.
    const own = /fe80::[0-9a-f:]+/.exec(await does(b, 'ip -6 -o addr show dev eth0 scope link'))?.[0];
    await does(a, `ping -6 -c 1 -W 10 ${own}%eth0`);
  });

  it('a container may set its own sysctls, and the host keeps its', async () => {
    const before = await runHere('sysctl', '-n', 'net.ipv4.ip_forward');
    for (const value of ['1', '0']) {
      await does(a, `sysctl -w net.ipv4.ip_forward=${value}`);
      expect(await does(a, 'cat /proc/sys/net/ipv4/ip_forward')).toBe(value);
      expect(await does(b, 'cat /proc/sys/net/ipv4/ip_forward')).toBe('0');
      expect(await runHere('sysctl', '-n', 'net.ipv4.ip_forward')).toBe(before);
    }
  });
});

describe('a network passes link-local frames from one container to another', () => {
  const kept = { PAUSE: ['01', 0x8808], LACP: ['02', 0x8809] } as const;
  const passed = { STP: ['00', 0x88b5], EAPOL: ['03', 0x888e], LLDP: ['0e', 0x88cc] } as const;

  /** The groups whose frames get from one container to another. */
  async function groupsThatPass(from: ManifestContainer, to: ManifestContainer): Promise<string[]> {
    const mac = from.interfaces[0]?.macAddress ?? '';
    await using capture = await FrameCapture.start(await firstProcess(host, to.id), 'eth0');
    const all = [...Object.entries(kept), ...Object.entries(passed)];
    for (const [name, [last, type]] of all)
      await sendFrame(host, from.id, frame(`01:80:c2:00:00:${last}`, mac, type, `group ${name}.`));
    // It comes after all others.
    const [lastName = ''] = all.at(-1) ?? [];
    await expect.poll(() => capture.has(`group ${lastName}.`)).toBe(true);
    return all.map(([name]) => name).filter((name) => capture.has(`group ${name}.`));
  }

  it('all of them on a cable, and on a switch all but PAUSE and LACP, which the kernel keeps', async () => {
    const { lab, lan, a, b } = await pair(host.image);
    const every = [...Object.keys(kept), ...Object.keys(passed)];
    expect(await groupsThatPass(a, b)).toEqual(every);
    expect(await host.reaches(a.id, 'b')).toBe(true);

    // A cable again after one end restarted.
    lab.power(b.id, 'on');
    await host.applyUntilReady(lab);
    expect(await groupsThatPass(b, a)).toEqual(every);

    const c = lab.container('c', host.image, [[lan, '10.0.1.12']]);
    await host.applyUntilReady(lab);
    expect(await groupsThatPass(a, b)).toEqual(Object.keys(passed));
    expect(await host.reaches(c.id, 'a')).toBe(true);

    await host.apply(lab.without(c.id));
    expect(await groupsThatPass(a, b)).toEqual(every);
  });
});

describe('interfaces that root in a container breaks', () => {
  let [own, other] = [{} as Pair, {} as Pair];
  beforeAll(async () => {
    [own, other] = await Promise.all([pair(host.image), pair(host.image)]);
  });

  const ruins: [string, (pair: Pair) => Promise<unknown>][] = [
    ['renamed', ({ a }) => does(a, 'ip link set eth0 down; ip link set eth0 name pbaaaaaabbbbbb')],
    ['deleted', ({ a }) => does(a, 'ip link del eth0')],
    [
      'given another address',
      ({ a }) => does(a, 'ip addr flush dev eth0; ip link set eth0 address 02:00:00:00:00:98'),
    ],
    [
      'moved to another namespace',
      async ({ a }) => {
        const elsewhere = `pnt-${a.id.slice(-6)}`;
        await runHere('ip', 'netns', 'add', elsewhere);
        onTestFinished(() => runHere('ip', 'netns', 'del', elsewhere).then(() => undefined));
        await runBeside(host, a.id, 'ip', 'link', 'set', 'eth0', 'netns', elsewhere);
        return elsewhere;
      },
    ],
  ];

  it.each(ruins)(
    'are whole again after a restart when they were %s, and no other lab notices',
    async (_, ruin) => {
      const linksOfOther = (): Promise<string> =>
        runHere('ip', '-n', labNamespace(other.lab.desired.labId), '-o', 'link', 'show');
      const namespaceOf = async (each: Pair): Promise<string> =>
        runBeside(host, each.a.id, 'ip', '-o', 'addr', 'show', 'dev', 'eth0');
      const before = {
        links: await linksOfOther(),
        inside: await namespaceOf(other),
        own: await namespaceOf(own),
      };
      const made = await ruin(own);
      expect(await host.reaches(own.b.id, '10.0.1.10', 1)).toBe(false);

      own.lab.power(own.a.id, 'on');
      await host.applyUntilReady(own.lab);
      // The kernel still asks for the address, once a second. An echo request waits for its next question.
      await expect.poll(() => host.reaches(own.b.id, '10.0.1.10', 1)).toBe(true);
      const withoutIndexes = (text: string): string =>
        text.replaceAll(/^\d+: |@if\d+|fe80::[0-9a-f:]+/gm, '');
      expect(withoutIndexes(await namespaceOf(own))).toBe(withoutIndexes(before.own));
      expect(
        (await runHere('ip', '-n', labNamespace(own.lab.desired.labId), '-o', 'link')).match(/\bpb/g),
      ).toHaveLength(2);
      if (typeof made === 'string' && made.startsWith('pnt-')) {
        expect(await runHere('ip', '-n', made, '-o', 'link')).not.toContain('eth0');
      }

      expect(await linksOfOther()).toBe(before.links);
      expect(await namespaceOf(other)).toBe(before.inside);
      expect(await host.reaches(other.b.id, 'a')).toBe(true);
      expect((await host.apply(other.lab.desired)).steps).toEqual([]);
    },
  );
});
