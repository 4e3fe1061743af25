/** A lab of ours that has a feature of public labs: its files by their paths. */
export type Probe = Readonly<Record<string, string>>;

/** Something that public labs have. */
export interface Feature {
  readonly name: string;
  /**
   * How often it was found in public labs; null if it was not counted. For a step of the ladder: how many labs need no more
   * than it and the steps before.
   */
  readonly count: number | null;
  readonly probes: readonly Probe[];
}

const frr = 'quay.io/frrouting/frr:10.5.1';

/** A topology of containerlab. Nodes without an image are hosts; two nodes have a link unless others are given. */
export function topology(
  nodes: Readonly<Record<string, string>>,
  {
    links,
    files = {},
    more = '',
  }: { readonly links?: readonly string[]; readonly files?: Probe; readonly more?: string } = {},
): Probe {
  const [a = 'a', b] = Object.keys(nodes);
  const wires = links ?? (b === undefined ? [] : [`endpoints: ["${a}:eth1", "${b}:eth1"]`]);
  const text = [
    'name: probe',
    'topology:',
    '  defaults: { kind: linux, image: "wbitt/network-multitool:3.22.2" }',
    ...(more === '' ? [] : [more]),
    '  nodes:',
    ...Object.entries(nodes).map(([name, fields]) => `    ${name}: { ${fields} }`),
    ...(wires.length > 0 ? ['  links:', ...wires.map((link) => `    - ${link}`)] : []),
  ];
  return { 'probe.clab.yml': `${text.join('\n')}\n`, ...files };
}

/** A lab of Kathará with the lines of its lab.conf. */
export function kathara(lines: readonly string[], files: Probe = {}): Probe {
  return { 'lab.conf': `${lines.join('\n')}\n`, ...files };
}

const two = ['pc1[0]="A"', 'pc1[image]="kathara/base"', 'pc2[0]="A"', 'pc2[image]="kathara/base"'];
const exec = (...commands: readonly string[]): string => `exec: ${JSON.stringify(commands)}`;
const router = (more: string): string => `image: "${frr}"${more === '' ? '' : `, ${more}`}`;

/** A router with a configuration and the list of daemons that it needs. */
function frrLab(daemon: string, configuration: string): readonly Probe[] {
  const files = {
    'r1/frr.conf': configuration,
    'r1/daemons': `zebra=yes\nbgpd=no\n${daemon}=yes\nvtysh_enable=yes\n`,
  };
  const bound = 'binds: ["r1/daemons:/etc/frr/daemons", "r1/frr.conf:/etc/frr/frr.conf"]';
  return [
    topology({ r1: router(bound), r2: router('startup-config: r1/frr.conf') }, { files }),
    kathara(['r1[0]=A', 'r1[image]="kathara/frr"', 'r2[0]=A', 'r2[image]="kathara/frr"'], {
      'r1/etc/frr/frr.conf': configuration,
      'r1/etc/frr/daemons': files['r1/daemons'],
      'r1.startup': 'ip address add 100.1.0.1/30 dev eth0\nsystemctl start frr\n',
    }),
  ];
}

/**
 * How many of 198 public labs of Linux and FRR nodes can be imported with each step on top of those before. `count` is
 * the sum up to the step.
 */
export const ladder: readonly Feature[] = [
  {
    name: 'links without subnets and addresses',
    count: 6,
    probes: [topology({ a: '', b: '' }), kathara(two)],
  },
  {
    name: 'name mapping',
    count: 6,
    probes: [
      topology(
        { R_1: router(''), '1': '', PC1: '' },
        { links: ['endpoints: ["R_1:eth1", "1:eth1"]', 'endpoints: ["R_1:eth2", "PC1:eth1"]'] },
      ),
      kathara(['R_1[0]="LAN_A"', 'PC2[0]="LAN_A"']),
    ],
  },
  {
    name: 'commands at start',
    count: 12,
    probes: [
      topology({
        a: exec(
          'ip link set eth1 up',
          'ip addr add 10.0.0.1/24 dev eth1',
          "sh -c 'echo 1 > /tmp/x'",
          'apk add --no-cache nftables',
        ),
        b: exec(
          'ip route replace default via 10.0.0.1 dev eth1',
          'tc qdisc add dev eth1 root netem delay 10ms',
        ),
      }),
      kathara([...two, 'pc1[exec]="ip link set eth0 mtu 1400"'], {
        'shared.startup': 'echo up\n',
        'pc1.startup': 'ip address add 10.0.0.1/24 dev eth0\nifconfig eth0 up\n/etc/init.d/ssh start\n',
        'pc2.shutdown': 'echo down\n',
      }),
    ],
  },
  {
    name: 'files',
    count: 19,
    probes: [
      topology(
        { a: 'binds: ["config/a:/etc/app:ro", "./motd:/etc/motd"]', b: '' },
        { files: { 'config/a/one': '1\n', 'config/a/deep/two': '2\n', motd: 'Hello\n' } },
      ),
      kathara(two, {
        'pc1/etc/hosts': '10.0.0.1 pc1\n',
        'pc1/etc/resolv.conf': 'nameserver 10.0.0.2\n',
        'pc1/root/note.txt': 'x\n',
        'shared/data.txt': 'y\n',
      }),
    ],
  },
  {
    name: 'public addresses',
    count: 54,
    probes: [
      topology({
        a: exec('ip addr add 195.11.14.1/24 dev eth1'),
        b: exec('ip addr add 195.11.14.2/24 dev eth1'),
      }),
      kathara(two, { 'pc1.startup': 'ip address add 195.11.14.5/24 dev eth0\n' }),
    ],
  },
  {
    name: 'images of others',
    count: 74,
    probes: [
      topology({
        a: 'image: "ghcr.io/example/sensor:2"',
        b: 'image: "registry.example.org/lab/probe@sha256:00"',
      }),
      ...[
        ...[
          'alpine:3',
          'debian:bookworm-slim',
          'ubuntu:22.04',
          'nicolaka/netshoot',
          'nginx:stable-alpine',
          'python:3.12',
        ],
        ...[
          'ghcr.io/srl-labs/network-multitool',
          'frrouting/frr:latest',
          'internetsystemsconsortium/bind9:9.18',
          'busybox',
        ],
      ].map((image) => topology({ a: `image: "${image}"` })),
      topology({ a: 'group: g' }, { more: `  groups: { g: { kind: linux, image: "${frr}" } }` }),
      kathara([
        'a[0]=A',
        'a[image]="kathara/quagga"',
        'b[0]=A',
        'b[image]="kathara/bind"',
        'c[0]=A',
        'c[image]="example/own"',
      ]),
    ],
  },
  {
    name: 'sysctls',
    count: 93,
    probes: [
      topology({
        a: 'sysctls: { net.ipv4.ip_forward: 1, net.ipv6.conf.all.disable_ipv6: "0" }',
        b: exec('sysctl -w net.ipv4.ip_forward=1'),
      }),
      kathara([
        ...two,
        'pc1[sysctl]="net.ipv4.ip_forward=1"',
        'pc1[sysctl]="net.ipv4.conf.all.rp_filter=0"',
        'pc2[ipv6]="false"',
      ]),
    ],
  },
  {
    name: 'ripd, isisd, pimd, bfdd, vrrpd, ldpd',
    count: 110,
    probes: [
      ...frrLab('ripd', 'router rip\n network 100.1.0.0/16\n'),
      ...frrLab(
        'isisd',
        'interface eth1\n ip router isis x\nrouter isis x\n net 49.0001.0000.0000.0001.00\n',
      ),
      ...frrLab('pimd', 'interface eth1\n ip pim\n ip igmp\n'),
      ...frrLab('bfdd', 'bfd\n peer 10.0.0.2\n'),
      ...frrLab('vrrpd', 'interface eth1\n vrrp 5\n'),
      ...frrLab('ldpd', 'mpls ldp\n router-id 1.1.1.1\n'),
    ],
  },
  {
    name: 'IPv6',
    count: 120,
    probes: [
      topology({
        a: exec('ip -6 addr add 2001:db8::1/64 dev eth1'),
        b: exec('ip -6 route add default via 2001:db8::1'),
      }),
      kathara([...two, 'pc1[ipv6]="true"'], { 'pc1.startup': 'ip -6 address add 2001:db8::1/64 dev eth0\n' }),
      ...frrLab('ospf6d', 'interface eth1\n ipv6 ospf6 area 0\nrouter ospf6\n'),
    ],
  },
  {
    name: 'MPLS',
    count: 134,
    probes: [
      topology({
        a: router('sysctls: { net.mpls.platform_labels: 100000, net.mpls.conf.eth1.input: 1 }'),
        b: exec(
          'sysctl -w net.mpls.conf.eth1.input=1',
          'ip route add 10.9.0.0/16 encap mpls 100 via inet 10.0.0.1',
        ),
      }),
      kathara([...two, 'pc1[sysctl]="net.mpls.platform_labels=1048575"']),
    ],
  },
  {
    name: 'published ports',
    count: 143,
    probes: [
      topology({ a: 'ports: ["8080:80", "127.0.0.1:2222:22/tcp", "5353:53/udp"]', b: '' }),
      kathara([...two, 'pc1[port]="3000:3000"', 'pc2[port]="53:53/udp"']),
    ],
  },
  {
    name: 'a bridge inside a node',
    count: 151,
    probes: [
      topology({
        a: exec('ip link add br0 type bridge', 'ip link set eth1 master br0', 'brctl stp br0 off'),
        b: '',
      }),
      kathara(two, {
        'pc1.startup':
          'ip link add name main type bridge\nip link set dev eth0 master main\nbrctl setageing main 600\n',
      }),
    ],
  },
  {
    name: 'env',
    count: 158,
    probes: [
      topology({ a: 'env: { NAME: "${NAME:=x}", N: 1, ON: true }', b: '' }),
      kathara([...two, 'pc1[env]="A=b c"']),
    ],
  },
  {
    name: 'cmd',
    count: 164,
    probes: [
      topology(
        {
          a: `cmd: 'ash -c "echo $MYVAR > /tmp/var && sleep 9999"'`,
          b: 'cmd: sleep infinity',
          c: `entrypoint: /bin/sh, cmd: "-c 'sleep 9'"`,
        },
        { links: [] },
      ),
      topology({ a: router(`cmd: "bash -c 'sleep 9'"`) }),
      kathara([...two, 'pc1[entrypoint]="/bin/sh"', `pc1[args]="-c 'sleep 9'"`]),
    ],
  },
  {
    name: 'vxlan, macvlan, vrf inside a node',
    count: 170,
    probes: [
      topology({
        a: exec(
          'ip link add vxlan100 type vxlan id 100 dstport 4789 local 10.0.0.1 remote 10.0.0.2',
          'ip link add mv0 link eth1 type macvlan mode bridge',
        ),
        b: exec('ip link add red type vrf table 10', 'ip link set eth1 master red'),
      }),
    ],
  },
  {
    name: 'VLAN inside a node',
    count: 178,
    probes: [
      topology({
        a: exec('ip link add link eth1 name eth1.10 type vlan id 10', 'ip link set eth1.10 up'),
        b: exec('bridge vlan add dev eth1 vid 10 pvid untagged'),
      }),
    ],
  },
  {
    name: 'interface names',
    count: 181,
    probes: [
      topology(
        { a: '', b: '' },
        { links: ['endpoints: ["a:swp1", "b:ens3"]', 'endpoints: ["a:eth1.1", "b:Ethernet1"]'] },
      ),
    ],
  },
  {
    name: 'links to the host and to the management network',
    count: 191,
    probes: [
      topology(
        { a: '', b: '', br: 'kind: bridge' },
        {
          links: [
            'endpoints: ["a:eth1", "host:a-eth1"]',
            'endpoints: ["b:eth1", "mgmt-net:b-eth1"]',
            '{ type: host, host-interface: h, endpoint: { node: a, interface: eth2 } }',
            '{ type: mgmt-net, host-interface: m, endpoint: { node: a, interface: eth3 } }',
            'endpoints: ["a:eth4", "br:p1"]',
          ],
        },
      ),
      kathara([...two, 'pc1[bridged]=true']),
    ],
  },
  {
    name: 'network-mode',
    count: 196,
    probes: [
      topology({ a: 'network-mode: none', b: 'network-mode: host', c: 'network-mode: "container:a"' }),
      kathara([...two, 'pc1[privileged]=true', 'pc1[ulimit]="nofile=1024"']),
    ],
  },
  {
    name: 'stages',
    count: 198,
    probes: [
      topology({
        a: 'stages: { create: { wait-for: [{ node: b, stage: healthy }] }, create-links: { exec: [{ command: "ls /sys/class/net", phase: on-enter }] } }',
        b: 'healthcheck: { test: ["CMD-SHELL", "true"], interval: 1 }, startup-delay: 2',
      }),
      kathara(two, { 'lab.dep': 'pc2: pc1\n' }),
    ],
  },
];
