import { expect, it } from 'vitest';
import { fromHex, parseFibTrie, parseIfInet6, toHex } from './kernel-addresses.ts';
import { planProbes, probeInput } from './plan-probes.ts';
import { ProbeTally } from './probe-tally.ts';
import { readCounters, readListening } from './read-counters.ts';
import { readIpJson } from './read-ip-json.ts';
import { readNft } from './read-nft.ts';

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

it('reads addresses, routes, neighbours and settings of ip', () => {
  const text = [
    [
      {
        ifname: 'eth0',
        flags: ['UP'],
        mtu: 1400,
        address: '02:00:00:00:00:01',
        addr_info: [{ local: '10.0.1.2', prefixlen: 24 }],
      },
    ],
    [
      { dst: 'default', gateway: '10.0.1.1', dev: 'eth0', flags: [] },
      { dst: '10.0.9.9', type: 'blackhole', flags: [] },
      { dst: 'default', via: { family: 'inet6', host: 'fe80::1' }, dev: 'eth0', pref: 'medium', flags: [] },
      { dst: '10.0.1.2', type: 'local', table: 'local', dev: 'eth0', flags: [] },
    ],
    [{ dst: '10.0.1.1', dev: 'eth0', state: ['FAILED'] }],
    [
      { family: 'inet', interface: 'eth0', forwarding: true, rp_filter: 'off' },
      { family: 'inet', interface: 'all', forwarding: true, rp_filter: 'strict' },
    ],
  ]
    .map((part) => JSON.stringify(part))
    .join('\n');
  const facts = readIpJson(text, () => 'net_1');
  expect(facts.interfaces).toMatchObject([
    {
      name: 'eth0',
      networkId: 'net_1',
      up: true,
      carrier: false,
      mtu: 1400,
      rpFilter: 1,
      forwards: { ipv4: true, ipv6: false },
    },
  ]);
  expect(facts.routes.map(({ family, destination, via, type }) => [family, destination, via, type])).toEqual([
    [4, '0.0.0.0/0', '10.0.1.1', 'unicast'],
    [4, '10.0.9.9/32', null, 'blackhole'],
    [6, '::/0', 'fe80::1', 'unicast'],
  ]);
  expect(facts.neighbours).toEqual([{ address: '10.0.1.1', dev: 'eth0', mac: null, state: 'FAILED' }]);
});

it('reads chains with their hooks, policies and counters', () => {
  const text = `table inet filter {
	set banned {
		type ipv4_addr
		elements = { 10.0.0.1 }
	}

	chain input {
		type filter hook input priority filter; policy drop;
		ip saddr { 10.0.0.1,
			   10.0.0.2 } counter packets 4 bytes 336 drop
		tcp dport 22 accept
	}
	chain extra {
		reject
	}
}`;
  expect(readNft(text)).toEqual([
    {
      ...{ name: 'inet filter input', hook: 'input', policy: 'drop' },
      rules: [
        { text: 'ip saddr { 10.0.0.1, 10.0.0.2 } drop', packets: 4 },
        { text: 'tcp dport 22 accept', packets: null },
      ],
    },
    { name: 'inet filter extra', hook: null, policy: null, rules: [{ text: 'reject', packets: null }] },
  ]);
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
