import { type LinkQuality, noImpairment, perfectLink } from '@pineapple/core';
import { expect, it } from 'vitest';
import { SampleLab } from '../../testing/sample-lab.ts';
import { splitDump } from './dump-tables.ts';
import { fromHex, parseFibTrie, parseIfInet6, toHex } from './kernel-addresses.ts';
import { delayOfLinks, planProbes, probeInput } from './plan-probes.ts';
import { ProbeTally } from './probe-tally.ts';
import { readCounters, readListening } from './read-counters.ts';
import { readNetlink } from './read-netlink.ts';

it("reads the kernel's addresses without loopback's and those of a link", () => {
  const trie = `Main:
  +-- 10.0.1.0/24 2 0 2
     |-- 10.0.1.0
        /24 link UNICAST
     |-- 10.0.1.10
        /32 host LOCAL
     |-- 127.0.0.1
        /32 host LOCAL
     |-- 10.0.1.255
        /32 link BROADCAST`;
  expect(parseFibTrie(trie)).toEqual(['10.0.1.10']);
  const inet6 = `fd000000000000000000000000000002 02 40 00 80     eth0
fe80000000000000000000fffe000001 02 40 20 80     eth0
00000000000000000000000000000001 01 80 10 80       lo`;
  expect(parseIfInet6(inet6)).toEqual(['fd00::2']);
});

it.each(['10.0.1.10', 'fd00::2'])('writes %s as the probe program reads it', (address) => {
  expect(fromHex(toHex(address) ?? '')).toBe(address);
});

it('plans probes of every address of the others, and says what needs none', () => {
  const end = (containerId: string, pid: number | null, ...addresses: string[]) => ({
    ...{ containerId, name: containerId, pid, addresses },
  });
  const ends = [end('a', 7, '10.0.0.1'), end('b', 8, '10.0.0.2', 'fd00::2'), end('c', null, '10.0.0.3')];
  const all = { ipVersion: null, tcpPort: 80, from: null, address: null };
  const { probes, known } = planProbes(ends, all);
  expect(probes.map(({ from, address }) => [from, address])).toEqual([
    ['a', '10.0.0.2'],
    ['a', 'fd00::2'],
    ['b', '10.0.0.1'],
  ]);
  expect(known.map(({ from, to, status }) => [from, to, status])).toEqual([
    ['a', 'c', 'NOT_RUNNING'],
    ['b', 'c', 'NOT_RUNNING'],
    ['c', 'a', 'NOT_RUNNING'],
    ['c', 'b', 'NOT_RUNNING'],
  ]);
  const pace = { attempts: 1, intervalMs: 0, timeoutMs: 1000 };
  expect(probeInput(probes.slice(1), pace, 80)).toBe(
    `set 1 0 1000
in /proc/7/ns/net
tcp fd000000000000000000000000000002 80
in /proc/8/ns/net
tcp 0a000001 80
`,
  );
  expect(planProbes(ends, { ...all, ipVersion: 6, from: 'b' }).known[0]).toMatchObject({
    status: 'NO_ADDRESS',
  });
});

it.each([
  [['ok 100', 'big 1500', 'large 1500', 'ok 300'], { received: 2, rttMs: 0.2, status: 'OK' }],
  [['ok 100', 'big 1500', 'ok 100', 'big 1500'], { status: 'LARGE_LOST' }],
  [['ok 100', 'lost 0'], { received: 1, status: 'LOSSY' }],
  [['lost 0', 'lost 0'], { received: 0, rttMs: null, status: 'UNANSWERED' }],
  [['failed 101', 'failed 101'], { status: 'NO_ROUTE' }],
  [['failed 1', 'failed 1'], { status: 'PROHIBITED' }],
  [['error 3 1 0a000102 0', 'lost 0'], { status: 'UNREACHABLE', errorFrom: '10.0.1.2' }],
])('sums %j up', (lines, expected) => {
  const tally = new ProbeTally(2);
  for (const line of lines) tally.add(line.split(' '));
  expect(tally.isOver).toBe(true);
  expect(tally.result()).toMatchObject(expected);
});

it('waits for what delays of links add there and back', () => {
  const quality = (delayMs: number, jitterMs = 0): LinkQuality => ({
    ...perfectLink,
    toContainer: { ...noImpairment, delayMs, jitterMs },
  });
  const lab = new SampleLab();
  const network = lab.network('lan', '10.0.1.0/24');
  const container = lab.container('a', 'image', [[network, '10.0.1.2']]);
  const having = (...each: LinkQuality[]) => ({
    containers: each.map((one) => ({
      ...container,
      interfaces: container.interfaces.map((link) => ({ ...link, quality: one })),
    })),
  });
  expect(delayOfLinks({ containers: [container] })).toBe(0);
  expect(delayOfLinks(having(quality(300, 10), quality(300)))).toBe(610);
  expect(delayOfLinks(having(quality(60_000)))).toBe(8_000);
});

/** Bytes with the padding of netlink. */
function framed(head: Buffer, ...parts: readonly Buffer[]): Buffer {
  const whole = Buffer.concat([head, ...parts]);
  return Buffer.concat([whole, Buffer.alloc((4 - (whole.length % 4)) % 4)]);
}
function attribute(type: number, value: Buffer | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.alloc(4) : value;
  if (typeof value === 'number') bytes.writeInt32LE(value);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(4 + bytes.length);
  head.writeUInt16LE(type, 2);
  return framed(head, bytes);
}
function message(type: number, fixed: readonly number[], ...attributes: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(fixed), ...attributes]);
  const head = Buffer.alloc(16);
  head.writeUInt32LE(16 + body.length);
  head.writeUInt16LE(type, 4);
  return framed(head, body);
}
const four = (text: string): Buffer => Buffer.from(text.split('.').map(Number));
const route = (family: number, length: number, table: number, type: number, flags = 0): number[] => [
  ...[family, length, 0, 0, table, 3, 0, type],
  ...[flags & 255, flags >> 8, 0, 0],
];

it("reads addresses, routes, neighbours and settings in the kernel's messages", () => {
  const mac = Buffer.from('020000000001', 'hex');
  const byLink = Buffer.from('0a00fe800000000000000000000000000001', 'hex');
  const hop = Buffer.concat([Buffer.from([16, 0, 0, 0, 2, 0, 0, 0]), attribute(5, four('10.0.1.9'))]);
  const facts = readNetlink(
    {
      links: message(
        16,
        [0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
        attribute(3, Buffer.from('eth0\0')),
        attribute(1, mac),
        attribute(4, 1400),
      ),
      addresses: message(20, [2, 24, 0, 0, 2, 0, 0, 0], attribute(1, four('10.0.1.2'))),
      routes: Buffer.concat([
        message(24, route(2, 0, 254, 1), attribute(5, four('10.0.1.1')), attribute(4, 2), attribute(6, 20)),
        message(24, route(2, 32, 254, 6), attribute(1, four('10.0.9.9'))),
        message(24, route(10, 0, 254, 1), attribute(18, byLink), attribute(4, 2)),
        message(24, route(2, 24, 254, 1), attribute(1, four('10.0.8.0')), attribute(9, hop)),
        message(24, route(2, 32, 255, 2), attribute(1, four('10.0.1.2'))),
        message(24, route(2, 32, 254, 1, 0x200), attribute(1, four('10.0.7.7'))),
      ]),
      neighbours: message(28, [2, 0, 0, 0, 2, 0, 0, 0, 32, 0, 0, 1], attribute(1, four('10.0.1.1'))),
      settings4: Buffer.concat([
        message(80, [2, 0, 0, 0], attribute(1, 2), attribute(2, 1), attribute(3, 0)),
        message(80, [2, 0, 0, 0], attribute(1, -1), attribute(2, 1), attribute(3, 1)),
      ]),
      filters: message(0xa00, [2, 0, 0, 0]),
      listening4: message(20, [2, 10, 0, 0, 0, 80, 0, 0, 127, 0, 0, 1, ...Array<number>(60).fill(0)]),
    },
    () => 'net_1',
  );
  expect(facts.interfaces).toEqual([
    {
      ...{ name: 'eth0', mac: '02:00:00:00:00:01', networkId: 'net_1', up: true, carrier: false, mtu: 1400 },
      ...{ addresses: [{ address: '10.0.1.2', prefixLength: 24 }], rpFilter: 1 },
      forwards: { ipv4: true, ipv6: false },
    },
  ]);
  expect(facts.routes).toEqual([
    { family: 4, destination: '0.0.0.0/0', type: 'unicast', via: '10.0.1.1', dev: 'eth0', metric: 20 },
    { family: 4, destination: '10.0.9.9/32', type: 'blackhole', via: null, dev: null, metric: 0 },
    { family: 6, destination: '::/0', type: 'unicast', via: 'fe80::1', dev: 'eth0', metric: 0 },
    { family: 4, destination: '10.0.8.0/24', type: 'unicast', via: '10.0.1.9', dev: 'eth0', metric: 0 },
  ]);
  expect(facts.neighbours).toEqual([{ address: '10.0.1.1', dev: 'eth0', mac: null, state: 'FAILED' }]);
  expect(facts.hasFilters).toBe(true);
  expect(facts.listening).toEqual([{ address: '127.0.0.1', port: 80 }]);
});

it('takes nothing from messages that are cut short, and asks for the last answer', () => {
  const cut = message(16, [0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]).subarray(0, 30);
  expect(readNetlink({ links: cut }, () => null)).toMatchObject({ interfaces: [], hasFilters: false });
  expect(() => splitDump(Buffer.alloc(12), 1)).toThrow('did not say everything');
});

it('reads counters and listening ports', () => {
  const text = 'Ip: Forwarding InAddrErrors\nIp: 1 7\nIp6FragFails                    3\n';
  expect(readCounters(text)).toEqual({ 'Ip.Forwarding': 1, 'Ip.InAddrErrors': 7, Ip6FragFails: 3 });
  const sockets = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4117 1 0 100 0 0 10 0
   1: 0A01000A:0050 0B01000A:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4119 1 0 100 0 0 10 0
  sl  local_address                         remote_address                        st tx_queue rx_queue
   0: 000000FD000000000000000002000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00`;
  expect(readListening(sockets)).toEqual([
    { address: '127.0.0.1', port: 80 },
    { address: 'fd00::2', port: 22 },
  ]);
});
