import { type Feature, kathara, topology } from './ladder.ts';

const exec = (...commands: readonly string[]): string => `exec: ${JSON.stringify(commands)}`;
const link = (...links: readonly string[]) => topology({ a: '', b: '' }, { links });
const node = (fields: string) => topology({ a: fields, b: '' });
const feature = (name: string, count: number | null, ...probes: Feature['probes'][number][]): Feature => ({
  name,
  count,
  probes,
});

const frr = 'image: "quay.io/frrouting/frr:10.5.1"';
const bound = { 'a/x.conf': 'x\n', 'frr.conf': 'router bgp 65001\n' };
const pc = ['pc1[0]="A"', 'pc2[0]="A"'];
const option = (line: string) => kathara([...pc, line]);

/** What 290 topologies of containerlab and 84 labs of Kathará contain, with how often where that was counted. */
export const features: readonly Feature[] = [
  feature('link: brief endpoints', 1085, link('endpoints: ["a:eth1", "b:eth1"]')),
  feature('link: mtu', 28, link('{ endpoints: ["a:eth1", "b:eth1"], mtu: 9000 }')),
  feature(
    'link: extended veth',
    null,
    link(
      '{ type: veth, endpoints: [{ node: a, interface: eth1, mac: "02:00:00:00:00:01" }, { node: b, interface: eth1 }] }',
    ),
  ),
  feature(
    'link: host',
    14,
    link(
      '{ type: host, host-interface: h1, endpoint: { node: a, interface: eth1 } }',
      'endpoints: ["b:eth1", "host:h2"]',
    ),
  ),
  feature(
    'link: vxlan',
    6,
    link(
      '{ type: vxlan, endpoint: { node: a, interface: eth1 }, remote: 10.0.0.1, vni: 100, udp-port: 4789 }',
    ),
  ),
  feature('link: ipv4', 3, link('{ endpoints: ["a:eth1", "b:eth1"], ipv4: ["10.0.0.1/30", "10.0.0.2/30"] }')),
  feature(
    'link: mgmt-net',
    3,
    link('{ type: mgmt-net, host-interface: m1, endpoint: { node: a, interface: eth1 } }'),
  ),
  feature(
    'link: veth-stitch',
    1,
    link(
      '{ type: vxlan-stitch, endpoint: { node: a, interface: eth1 }, remote: 10.0.0.1, vni: 1, udp-port: 4789 }',
    ),
  ),
  feature(
    'link: macvlan',
    1,
    link(
      '{ type: macvlan, host-interface: enp0s3, endpoint: { node: a, interface: eth1 } }',
      'endpoints: ["b:eth1", "macvlan:enp0s3"]',
    ),
  ),
  feature('link: dummy', 1, link('{ type: dummy, endpoint: { node: a, interface: dummy0 } }')),
  feature('node: image', 273, node(frr), node('image: "alpine:3"')),
  feature('node: exec', 146, node(exec('ip link set eth1 up'))),
  feature(
    'node: binds, relative',
    787,
    topology({ a: 'binds: ["a/x.conf:/etc/x.conf", "./a:/opt/a:ro", "missing:/x"]' }, { files: bound }),
  ),
  feature(
    'node: binds, absolute',
    20,
    node('binds: ["/lib/modules:/lib/modules", "/etc/localtime:/etc/localtime:ro"]'),
  ),
  feature(
    'node: binds, magic',
    2,
    topology(
      { A: 'binds: ["__clabNodeDir__/x:/x", "__clabDir__/y:/y", "__clabNodeName__/x.conf:/z"]' },
      { files: { 'A/x.conf': 'x\n' } },
    ),
  ),
  feature(
    'node: startup-config',
    72,
    topology({ a: `${frr}, startup-config: frr.conf` }, { files: bound }),
    node('startup-config: frr.conf'),
  ),
  feature('node: type', 57, node('type: ixrd3')),
  feature('node: env', 50, node('env: { A: b, N: 5 }')),
  feature('node: mgmt-ipv4', 45, topology({ a: 'mgmt-ipv4: 172.20.20.2', b: 'mgmt_ipv4: 172.20.20.3' })),
  feature(
    'node: group',
    27,
    topology({ a: 'group: g' }, { more: `  groups: { g: { ${frr} } }` }),
    node('group: unknown'),
  ),
  feature('node: cmd', 21, node('cmd: sleep 9999'), node(`${frr}, cmd: bash`)),
  feature('node: ports', 16, node('ports: ["8080:80", "53:53/udp"]')),
  feature('node: sysctls', 13, node('sysctls: { net.ipv4.ip_forward: 1, kernel.msgmax: 65536 }')),
  feature('node: network-mode', 12, node('network-mode: none'), node('network-mode: host')),
  feature('node: labels', 12, node('labels: { graph-posX: "10", graph-posY: 20, role: spine }')),
  feature(
    'node: healthcheck',
    3,
    node(
      'healthcheck: { test: ["CMD-SHELL", "cat /etc/os-release"], interval: 5, retries: 1, start-period: 3, timeout: 2 }',
    ),
  ),
  feature('node: memory', 3, node('memory: 1G')),
  feature('node: cpu', 2, node('cpu: 1.5')),
  feature('node: dns', 2, node('dns: { servers: [8.8.8.8], search: [example.org], options: [rotate] }')),
  feature(
    'node: stages',
    2,
    node(
      'stages: { create: { wait-for: [{ node: b, stage: create }] }, configure: { exec: [{ command: hostname, target: container, phase: on-exit }, { command: date, target: host }] } }',
    ),
  ),
  feature(
    'defaults: exec and binds',
    null,
    topology(
      { a: '', b: '' },
      { more: `  kinds: { linux: { ${exec('ip link set eth1 up')}, binds: ["a:/opt/a"] } }`, files: bound },
    ),
  ),
  feature('names: upper case', 43, topology({ R1: '', R_2: '', '7': '' })),
  feature('exec: ip link', 533, node(exec('ip link set eth1 address aa:bb:04:04:04:04'))),
  feature(
    'exec: ip addr',
    350,
    node(exec('ip addr add 10.0.0.1/24 dev eth1', 'ip a add 10.0.0.2/24 dev eth0')),
  ),
  feature('exec: ip route', 218, node(exec('ip route replace 0/0 via 10.0.0.1', 'ip route del default'))),
  feature('exec: sysctl', 51, node(exec('sysctl -w net.ipv4.ip_forward=1'))),
  feature('exec: bridge', 48, node(exec('bridge vlan add dev eth1 vid 10 pvid untagged'))),
  feature('exec: sh -c', 32, node(exec(`sh -c "echo 'a b' > /tmp/x"`, String.raw`bash -c 'printf "a\tb"'`))),
  feature(
    'exec: apk',
    29,
    node(exec('apk add --no-cache tcpdump', 'sh -c "apk add nftables && nft list ruleset"')),
  ),
  feature('exec: tc', 7, node(exec('tc qdisc add dev eth1 root tbf rate 1mbit burst 32k latency 50ms'))),
  feature(
    'exec: nft, iptables',
    null,
    node(exec('nft add table ip nat', 'iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE')),
  ),
  feature(
    'variables and magic names',
    null,
    topology({ a: 'image: "${IMAGE:=alpine:3}", env: { N: __clabNodeName__, L: __clabLabName__ }' }),
  ),
  feature('mgmt', null, topology({ a: '' }, { more: '  x-mgmt: {}' }), {
    'x.clab.yml':
      'name: x\nmgmt: { network: m, ipv4-subnet: 172.30.30.0/24 }\ntopology: { nodes: { a: { kind: linux, image: alpine } } }\n',
  }),
  feature(
    'lab.conf: metadata',
    null,
    kathara([
      'LAB_NAME="a"',
      'LAB_DESCRIPTION="b"',
      'LAB_VERSION=1.0',
      'LAB_AUTHOR="c"',
      'LAB_EMAIL=d@e.f',
      'LAB_WEB=http://x/ # y',
      ...pc,
    ]),
  ),
  feature('lab.conf: upper-case domains', 84, kathara(['pc1[0]="LAN_A"', "pc2[0]='LAN_A'"])),
  feature(
    'lab.conf: MAC addresses',
    null,
    kathara(['pc1[0]="A/00:00:00:00:00:01"', 'pc2[0]=A/00:00:00:00:00:b2']),
  ),
  feature('lab.conf: a domain with one member', 36, kathara(['pc1[0]=A'])),
  feature('lab.conf: a domain with more than two', 22, kathara([...pc, 'pc3[0]="A"'])),
  feature('lab.conf: image', null, option('pc1[image]="kathara/base"'), option('pc1[image]="example/own:1"')),
  feature('lab.conf: mem, cpus', null, option('pc1[mem]="64m"'), option('pc1[cpus]="0.5"')),
  feature('lab.conf: port', null, option('pc1[port]="8080:80/tcp"'), option('pc1[port]="53/udp"')),
  feature(
    'lab.conf: bridged, a tool',
    null,
    option('pc1[bridged]=true'),
    kathara([
      ...pc,
      'wireshark[bridged]=true',
      'wireshark[port]="3000:3000"',
      'wireshark[image]="lscr.io/linuxserver/wireshark"',
    ]),
  ),
  feature('lab.conf: ipv6', null, option('pc1[ipv6]="false"'), option('pc1[ipv6]=true')),
  feature(
    'lab.conf: exec',
    null,
    kathara([...pc, 'pc1[exec]="ip link set eth0 up"', 'pc1[exec]="echo $HOME"']),
  ),
  feature(
    'lab.conf: sysctl, env',
    null,
    option('pc1[sysctl]="net.ipv4.ip_forward=1"'),
    option('pc1[env]="A=b"'),
  ),
  feature('lab.conf: shell, num_terms', null, option('pc1[shell]="/bin/bash"'), option('pc1[num_terms]=2')),
  feature(
    'lab.conf: ulimit, privileged, volume',
    null,
    option('pc1[ulimit]="nofile=1"'),
    option('pc1[privileged]=true'),
    option('pc1[volume]="/a|/b|rw"'),
  ),
  feature(
    'lab.conf: entrypoint, args',
    null,
    option('pc1[entrypoint]="/bin/sh"'),
    option('pc1[args]="-c true"'),
  ),
  feature(
    'Kathará: ip address, ip link, ip route',
    55,
    kathara(pc, {
      'pc1.startup':
        'ip address add 10.0.0.1/24 dev eth0\nip link set eth0 up\nip route add default via 10.0.0.2\n',
    }),
  ),
  feature(
    'Kathará: systemctl start',
    37,
    kathara(pc, {
      'pc1.startup': 'systemctl start frr\n',
      'pc2.startup': 'systemctl start apache2\nsystemctl start named\nsystemctl start nosuch\n',
    }),
  ),
  feature(
    'Kathará: ifconfig',
    8,
    kathara(pc, { 'pc1.startup': 'ifconfig eth0 10.0.0.1/24 up\nroute add default gw 10.0.0.2\n' }),
  ),
  feature('Kathará: tc', 4, kathara(pc, { 'pc1.startup': 'tc qdisc add dev eth0 root netem delay 10ms\n' })),
  feature(
    'Kathará: folders, shared, lab.dep, lab.ext',
    null,
    kathara(pc, {
      'pc1/etc/hosts': '10.0.0.1 x\n',
      'pc1/etc/resolv.conf': 'nameserver 10.0.0.1\n',
      'shared/a': 'x\n',
      'shared.startup': 'true\n',
      'shared.shutdown': 'true\n',
      'pc2.shutdown': 'true\n',
      'lab.dep': 'pc2: pc1\n',
      'lab.ext': 'A enp9s0\n',
    }),
  ),
];
