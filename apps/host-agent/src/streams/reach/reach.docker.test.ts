import { once } from 'node:events';
import { execFileSync } from 'node:child_process';
import type { ClientHttp2Session } from 'node:http2';
import {
  explainReach,
  LabFacts,
  type ManifestContainer,
  type NodeFacts,
  nodeFactsSchema,
  type ReachExplanation,
} from '@pineapple/core';
import { factsPath, type ReachCell, reachCell, reachPath } from '@pineapple/host-link/protocol';
import { connectStreams } from '@pineapple/test-kit/terminals';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleLab } from '../../testing/sample-lab.ts';
import { TestHost } from '../../testing/test-host.ts';

/**
 * One lab: a - left - r - middle - s - right - b, and c beside b. Each test breaks something, asks, and mends it again.
 */
let host: TestHost;
let lab: SampleLab;
let session: ClientHttp2Session;
const nodes: Record<string, ManifestContainer> = {};
const pids: Record<string, number> = {};

beforeAll(async () => {
  host = await TestHost.start();
  lab = host.lab();
  const left = lab.network('left', '10.0.1.0/24');
  const middle = lab.network('middle', '10.0.2.0/24');
  const right = lab.network('right', '10.0.3.0/24');
  nodes['a'] = lab.container('a', host.image, [[left, '10.0.1.10']]);
  nodes['r'] = lab.container('r', host.image, [
    [left, '10.0.1.2'],
    [middle, '10.0.2.2'],
  ]);
  nodes['s'] = lab.container('s', host.image, [
    [middle, '10.0.2.3'],
    [right, '10.0.3.3'],
  ]);
  nodes['b'] = lab.container('b', host.image, [[right, '10.0.3.10']]);
  nodes['c'] = lab.container('c', host.image, [[right, '10.0.3.11']]);
  await host.applyUntilReady(lab);
  session = connectStreams(host.agent.streamsPath);
  for (const [name, { id }] of Object.entries(nodes))
    pids[name] = (await host.docker.inspectContainer(await host.keyOf(id))).State.Pid;
  for (const name of ['r', 's']) inside(name, 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  inside('a', 'ip route add default via 10.0.1.2');
  inside('r', 'ip route add 10.0.3.0/24 via 10.0.2.3');
  inside('s', 'ip route add 10.0.1.0/24 via 10.0.2.2');
  inside('b', 'ip route add default via 10.0.3.3');
});
afterAll(async () => {
  session.destroy();
  await host[Symbol.asyncDispose]();
});

/** Runs the host's programs in the network namespace of a container. */
function inside(name: string, script: string): void {
  execFileSync('nsenter', [`--net=/proc/${pids[name]}/ns/net`, 'sh', '-ec', script]);
}

async function linesOf(path: string): Promise<unknown[]> {
  const stream = session.request({ ':path': path, 'pineapple-lab': lab.desired.labId });
  let text = '';
  stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
  await once(stream, 'end');
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

async function cells(ask: Partial<Parameters<typeof reachPath>[0]> = {}): Promise<ReachCell[]> {
  const lines = await linesOf(reachPath({ ipVersion: 4, tcpPort: null, from: null, address: null, ...ask }));
  expect(lines.at(-1)).toEqual({ end: true });
  return lines.slice(0, -1).map((line) => reachCell.parse(line));
}

async function facts(): Promise<LabFacts> {
  const read: NodeFacts[] = (await linesOf(factsPath([]))).map((line) => nodeFactsSchema.parse(line));
  const { networks } = lab.desired;
  return new LabFacts(read, [], new Map(networks.map(({ id, name }) => [id, name])));
}

async function explain(
  from: string,
  to: string,
  address: string,
  tcpPort: number | null = null,
): Promise<ReachExplanation> {
  const [source, target] = [nodes[from]?.id ?? '', nodes[to]?.id ?? ''];
  const before = await facts();
  const [probe] = await cells({ from: source, address, tcpPort });
  if (!probe) throw new Error('There is no cell');
  return explainReach(before, await facts(), { from: source, to: target, address, tcpPort }, probe);
}

it('fills the whole matrix', async () => {
  const all = await cells();
  const status = (from: string, address: string) =>
    all.find((each) => each.from === nodes[from]?.id && each.address === address)?.status;
  // Seven addresses; each container probes those of the others.
  expect(all).toHaveLength(7 * 5 - 7);
  expect(status('a', '10.0.3.10')).toBe('OK');
  expect(status('b', '10.0.1.10')).toBe('OK');
  expect(status('c', '10.0.1.10')).toBe('NO_ROUTE');
  // c has no route back.
  expect(status('a', '10.0.3.11')).toBe('UNANSWERED');
});

it("reads the kernel's tables as ip shows them", async () => {
  inside('r', 'ip route add 10.9.0.0/16 nexthop via 10.0.1.10 nexthop via 10.0.2.3');
  inside('r', 'ip addr add fd00:1::2/64 dev eth0; ip -6 route add fd00:9::/64 via fd00:1::9');
  inside('r', 'ip neigh add fd00:1::9 lladdr 02:00:00:00:00:09 dev eth0');
  try {
    const read = (await facts()).nodes.get(nodes['r']?.id ?? '');
    const shown = (...args: string[]): { dst?: string; ifname?: string; dev?: string; metric?: number }[] =>
      JSON.parse(
        execFileSync('nsenter', [`--net=/proc/${pids['r']}/ns/net`, 'ip', '-j', ...args], {
          encoding: 'utf8',
        }),
      );
    const words = (rows: readonly (readonly unknown[])[]): string[] =>
      rows.map((row) => row.join(' ')).sort();
    const routes = [...shown('-4', 'route'), ...shown('-6', 'route')];
    expect(
      words(
        read?.routes.map(({ destination, metric }) => [destination.replace(/\/(32|128)$/, ''), metric]) ?? [],
      ),
    ).toEqual(words(routes.map(({ dst, metric }) => [dst, metric ?? 0])));
    expect(read?.neighbours).toContainEqual({
      ...{ address: 'fd00:1::9', dev: 'eth0', mac: '02:00:00:00:00:09', state: 'PERMANENT' },
    });
    expect(read?.interfaces.map(({ name }) => name)).toEqual(shown('link').map(({ ifname }) => ifname));
    expect(read?.interfaces.find(({ name }) => name === 'eth0')?.addresses).toContainEqual({
      address: 'fd00:1::2',
      prefixLength: 64,
    });
  } finally {
    inside('r', 'ip route del 10.9.0.0/16; ip addr del fd00:1::2/64 dev eth0');
  }
});

describe('a broken lab is explained:', () => {
  interface Broken {
    readonly name: string;
    readonly broken: readonly (readonly [string, string])[];
    readonly mended: readonly (readonly [string, string])[];
    readonly port?: number;
    readonly address?: string;
    readonly verdict: string;
    readonly at: string | null;
    readonly says: RegExp;
  }
  const filter = (hook: string, rule: string) =>
    `nft 'table ip t { chain x { type filter hook ${hook} priority 0; ${rule}; }; }'`;
  const unfilter = 'nft delete table ip t';
  const cases: Broken[] = [
    { name: 'nothing is broken', broken: [], mended: [], verdict: 'REACHABLE', at: null, says: /answers/ },
    {
      ...{
        name: 'no route at the source',
        verdict: 'NO_ROUTE',
        at: 'a',
        says: /^a has no route to 10\.0\.3\.10/,
      },
      broken: [['a', 'ip route del default']],
      mended: [['a', 'ip route add default via 10.0.1.2']],
    },
    {
      ...{ name: 'no route at a router', verdict: 'NO_ROUTE', at: 'r', says: /^r has no route/ },
      broken: [['r', 'ip route del 10.0.3.0/24']],
      mended: [['r', 'ip route add 10.0.3.0/24 via 10.0.2.3']],
    },
    {
      ...{ name: 'no route back', verdict: 'NO_ROUTE_BACK', at: 's', says: /s has no route to 10\.0\.1\.10/ },
      broken: [['s', 'ip route del 10.0.1.0/24']],
      mended: [['s', 'ip route add 10.0.1.0/24 via 10.0.2.2']],
    },
    {
      ...{
        name: 'a router that does not forward',
        verdict: 'NOT_FORWARDING',
        at: 's',
        says: /s does not forward/,
      },
      broken: [['s', 'echo 0 > /proc/sys/net/ipv4/ip_forward']],
      mended: [['s', 'echo 1 > /proc/sys/net/ipv4/ip_forward']],
    },
    {
      ...{
        name: 'an address that is not there',
        verdict: 'NEIGHBOUR_UNANSWERED',
        at: 'r',
        says: /middle has 10\.0\.2\.77/,
      },
      broken: [['r', 'ip route replace 10.0.3.0/24 via 10.0.2.77']],
      mended: [['r', 'ip route replace 10.0.3.0/24 via 10.0.2.3']],
    },
    {
      ...{
        name: 'ARP that is not answered',
        verdict: 'NEIGHBOUR_UNANSWERED',
        at: 'r',
        says: /s has 10\.0\.2\.3 .*does not answer the ARP of r/,
      },
      broken: [
        ['s', 'echo 8 > /proc/sys/net/ipv4/conf/eth0/arp_ignore'],
        ['r', 'ip neigh flush dev eth1'],
      ],
      mended: [['s', 'echo 0 > /proc/sys/net/ipv4/conf/eth0/arp_ignore']],
    },
    {
      ...{
        name: 'a filter of the target with a counter',
        verdict: 'FILTERED',
        at: 'b',
        says: /packet filter of b drops what comes in/,
      },
      broken: [['b', filter('input', 'icmp type echo-request counter drop')]],
      mended: [['b', unfilter]],
    },
    {
      ...{
        name: 'a filter of a router without a counter',
        verdict: 'FILTERED',
        at: 's',
        says: /packet filter of s drops what it forwards/,
      },
      broken: [['s', filter('forward', 'policy drop')]],
      mended: [['s', unfilter]],
    },
    {
      ...{ name: 'an MTU whose message is lost', verdict: 'MTU', at: 'r', says: /eth1 of r takes 1300/ },
      broken: [
        ['r', `ip link set eth1 mtu 1300; ${filter('output', 'icmp type destination-unreachable drop')}`],
      ],
      mended: [['r', `ip link set eth1 mtu 1500; ${unfilter}`]],
    },
    {
      ...{
        name: 'an interface that is down',
        verdict: 'LINK_DOWN',
        at: 's',
        says: /eth0 of s, which has 10\.0\.2\.3 on middle, is down/,
      },
      broken: [['s', 'ip link set eth0 down']],
      mended: [['s', 'ip link set eth0 up; ip route replace 10.0.1.0/24 via 10.0.2.2']],
    },
    {
      ...{
        name: 'no process on the port',
        port: 8080,
        verdict: 'NOT_LISTENING',
        at: 'b',
        says: /No process of b listens on TCP port 8080/,
      },
      broken: [],
      mended: [],
    },
    {
      ...{
        name: 'a strict reverse path filter',
        verdict: 'REVERSE_PATH',
        at: 's',
        says: /s drops packets from 10\.0\.1\.10 on eth0/,
      },
      broken: [
        ['s', 'ip route replace 10.0.1.0/24 via 10.0.3.11; echo 1 > /proc/sys/net/ipv4/conf/eth0/rp_filter'],
      ],
      mended: [
        ['s', 'ip route replace 10.0.1.0/24 via 10.0.2.2; echo 0 > /proc/sys/net/ipv4/conf/eth0/rp_filter'],
      ],
    },
    {
      ...{ name: 'routes in a circle', verdict: 'LOOP', at: 's', says: /in a circle/ },
      broken: [['s', 'ip route add 10.0.3.10/32 via 10.0.2.2']],
      mended: [['s', 'ip route del 10.0.3.10/32']],
    },
  ];

  it.each(cases)('$name', async ({ broken, mended, port, verdict, at, says }) => {
    for (const [name, script] of broken) inside(name, script);
    try {
      const told = await explain('a', 'b', '10.0.3.10', port ?? null);
      expect(told).toMatchObject({ verdict, containerId: at === null ? null : nodes[at]?.id });
      expect(told.sentence).toMatch(says);
    } finally {
      for (const [name, script] of mended) inside(name, script);
      // The kernel may ask for an address again only after a second.
      await expect.poll(() => host.reaches(nodes['a']?.id ?? '', '10.0.3.10', 1)).toBe(true);
    }
  });
});
