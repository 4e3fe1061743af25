/** A lab that is broken in one way. All have the same nodes and networks: a - left - r - middle - s - right - b, and c on right. */
export interface BrokenLab {
  readonly name: string;
  /** What breaks it: a shell script in a node, or the link of a node. */
  readonly faults: readonly Fault[];
  /** What does not work: a reaches b this way. */
  readonly asked: { readonly tcpPort?: number; readonly ipVersion?: 4 | 6 };
  /** How it is explained, and the node that is named. */
  readonly verdict: string;
  readonly at: string;
}

type Fault =
  | { readonly node: string; readonly script: string }
  | {
      readonly node: string;
      readonly interface: string;
      readonly link: { readonly linkUp?: boolean; readonly toNode?: { readonly blackHoleMtu: number } };
    };

/** The routes that each node has in the lab as it is meant: the next hop by destination. */
export const routesOfLab: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: { '10.0.2.0/24': '10.0.1.2', '10.0.3.0/24': '10.0.1.2', 'fd00:0:0:3::/64': 'fd00:0:0:1::2' },
  r: { '10.0.3.0/24': '10.0.2.3', 'fd00:0:0:3::/64': 'fd00:0:0:2::3' },
  s: { '10.0.1.0/24': '10.0.2.2', 'fd00:0:0:1::/64': 'fd00:0:0:2::2' },
  b: { '10.0.1.0/24': '10.0.3.3', 'fd00:0:0:1::/64': 'fd00:0:0:3::3' },
  c: {},
};

const host = { image: 'host', gateway: 'none' };
const router = {
  ...host,
  sysctls: { 'net.ipv4.ip_forward': '1', 'net.ipv6.conf.all.forwarding': '1' },
};
const on = (network: string, net: number, last: number) => ({
  ...{ network, ipv4: `10.0.${net}.${last}`, ipv6: `fd00:0:0:${net}::${last}` },
});
const subnets = (net: number) => ({ ipv4: `10.0.${net}.0/24`, ipv6: `fd00:0:0:${net}::/64` });

/** `lab.yaml` of the whole lab. */
export function routedLabFile(name: string): string {
  const containers = {
    a: { ...host, interfaces: [on('left', 1, 10)] },
    r: { ...router, interfaces: [on('left', 1, 2), on('middle', 2, 2)] },
    s: { ...router, interfaces: [on('middle', 2, 3), on('right', 3, 3)] },
    b: { ...host, interfaces: [on('right', 3, 10)] },
    c: { ...host, interfaces: [on('right', 3, 11)] },
  };
  const parts = {
    pineapple: 1,
    name,
    networks: { left: subnets(1), middle: subnets(2), right: subnets(3) },
    containers: Object.fromEntries(
      Object.entries(containers).map(([node, made]) => [node, { ...made, routes: routesOfLab[node] }]),
    ),
  };
  return Object.entries(parts)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

const filter = (hook: string, rule: string): string =>
  `nft 'table ip t { chain x { type filter hook ${hook} priority 0; ${rule}; }; }'`;

export const brokenLabs: readonly BrokenLab[] = [
  {
    name: 'no route at the source',
    faults: [{ node: 'a', script: 'ip route del 10.0.3.0/24' }],
    ...{ asked: {}, verdict: 'NO_ROUTE', at: 'a' },
  },
  {
    name: 'no route back',
    faults: [{ node: 's', script: 'ip route del 10.0.1.0/24' }],
    ...{ asked: {}, verdict: 'NO_ROUTE_BACK', at: 's' },
  },
  {
    name: 'a gateway that no node has',
    faults: [{ node: 'a', script: 'ip route replace 10.0.3.0/24 via 10.0.1.99' }],
    ...{ asked: {}, verdict: 'NEIGHBOUR_UNANSWERED', at: 'a' },
  },
  {
    name: 'ARP that is not answered',
    faults: [
      // A neighbour that s still knows it would ask itself, and r would learn from that.
      { node: 's', script: 'echo 8 > /proc/sys/net/ipv4/conf/eth0/arp_ignore; ip neigh flush dev eth0' },
      { node: 'r', script: 'ip neigh flush dev eth1' },
    ],
    ...{ asked: {}, verdict: 'NEIGHBOUR_UNANSWERED', at: 'r' },
  },
  {
    name: 'neighbour discovery that is not answered',
    faults: [{ node: 'r', script: 'ip -6 route replace fd00:0:0:3::/64 via fd00:0:0:2::77' }],
    ...{ asked: { ipVersion: 6 }, verdict: 'NEIGHBOUR_UNANSWERED', at: 'r' },
  },
  {
    name: 'a packet filter on the way',
    faults: [{ node: 's', script: filter('forward', 'counter drop') }],
    ...{ asked: {}, verdict: 'FILTERED', at: 's' },
  },
  {
    name: 'an MTU whose message is lost',
    faults: [
      {
        node: 'r',
        script: `ip link set eth1 mtu 1300; ${filter('output', 'icmp type destination-unreachable drop')}`,
      },
    ],
    ...{ asked: {}, verdict: 'MTU', at: 'r' },
  },
  {
    name: 'a link that drops large packets',
    faults: [{ node: 'b', interface: 'right', link: { toNode: { blackHoleMtu: 1300 } } }],
    ...{ asked: {}, verdict: 'MTU', at: 'b' },
  },
  {
    name: 'a link that is down',
    faults: [{ node: 's', interface: 'middle', link: { linkUp: false } }],
    ...{ asked: {}, verdict: 'LINK_DOWN', at: 's' },
  },
  {
    name: 'no process on the port',
    faults: [],
    ...{ asked: { tcpPort: 8080 }, verdict: 'NOT_LISTENING', at: 'b' },
  },
  {
    name: 'a router that does not forward',
    faults: [{ node: 's', script: 'echo 0 > /proc/sys/net/ipv4/ip_forward' }],
    ...{ asked: {}, verdict: 'NOT_FORWARDING', at: 's' },
  },
  {
    name: 'an address that two nodes have',
    faults: [{ node: 'c', script: 'ip addr add 10.0.3.10/24 dev eth0' }],
    ...{ asked: {}, verdict: 'DUPLICATE_ADDRESS', at: 'c' },
  },
];
