import { expect, it } from 'vitest';
import { brokenLabs } from './broken-labs.ts';
import { decideMend, readExplanation } from './decide-mend.ts';

const commandsOf = (text: string, tcpPort: number | null = null) =>
  decideMend(readExplanation(text), tcpPort).map(({ arguments: args }) => Object.values(args).join(': '));

it('describes twelve labs that are broken in different ways', () => {
  expect(new Set(brokenLabs.map(({ name }) => name)).size).toBe(12);
});

it.each([
  ['REACHABLE: 10.0.3.10 answers.\nthere: a eth0 > b', []],
  [
    'NO_ROUTE_BACK: Packets arrive, but their answers do not: s has no route to 10.0.1.10.\nends at: s eth1',
    ['s: ip route replace 10.0.1.0/24 via 10.0.2.2; ip route replace fd00:0:0:1::/64 via fd00:0:0:2::2'],
  ],
  [
    'NEIGHBOUR_UNANSWERED: s has 10.0.2.3 on middle, but does not answer the ARP of r.\nends at: r eth1',
    ['s: for each in /proc/sys/net/ipv4/conf/*/arp_ignore; do echo 0 > $each; done'],
  ],
  [
    'FILTERED: The packet filter of s drops what it forwards, in the chain ip t x.\nends at: s eth0',
    ['s: nft delete table ip t'],
  ],
  ['MTU: Small packets pass: eth1 of r takes 1300.\nends at: r eth1', ['r: ip link set eth1 mtu 1500']],
  [
    'DUPLICATE_ADDRESS: b and c both have 10.0.3.10 on right: packets go to the one that answers first.\n' +
      'there: a eth0 > r eth1 > c\nends at: c eth0',
    ['c: ip addr del 10.0.3.10/24 dev eth0', 'a: ip neigh flush all', 'r: ip neigh flush all'],
  ],
  ['UNKNOWN: The tables do not show why.\nthere: a eth0 > b', []],
])('answers %j', (text, mends) => {
  expect(commandsOf(text)).toEqual(mends);
});

it('starts a process on the port that was asked about', () => {
  expect(commandsOf('NOT_LISTENING: No process of b listens on TCP port 8080.\nends at: b', 8080)).toEqual([
    expect.stringContaining('TCP-LISTEN:8080'),
  ]);
});
