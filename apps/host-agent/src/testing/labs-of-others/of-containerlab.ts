import { frr, host, type LabOfOthers, ping, topology } from './lab-of-others.ts';

const ospf = (own: number, ports: readonly string[], area = '0.0.0.0') =>
  `hostname router${own}
no ipv6 forwarding
${ports.map((address, at) => `interface eth${at + 1}\n ip address ${address}\n ip ospf network point-to-point\n`).join('')}interface lo
 ip address 10.10.10.${own}/32
router ospf
 passive-interface eth3
${ports.map((address) => ` network ${address.replace(/\.\d+\/24/, '.0/24')} area ${area}`).join('\n')}
 network 10.10.10.${own}/32 area ${area}
line vty
`;

const ospfTriangle: LabOfOthers = {
  like: 'srl-labs/containerlab lab-examples/frr01',
  files: {
    ...topology(
      'frr01',
      {
        router1: frr('router1/frr.conf'),
        router2: frr('router2/frr.conf'),
        router3: frr('router3/frr.conf'),
        ...Object.fromEntries(
          [1, 2, 3].map((own) => [
            `PC${own}`,
            host(
              'ip link set eth1 up',
              `ip addr add 192.168.1${own}.2/24 dev eth1`,
              `ip route add 192.168.0.0/16 via 192.168.1${own}.1 dev eth1`,
              `ip route add 10.10.10.0/24 via 192.168.1${own}.1 dev eth1`,
            ),
          ]),
        ),
      },
      [
        ...['router1:eth1 router2:eth1', 'router1:eth2 router3:eth1', 'router2:eth2 router3:eth2'],
        ...['PC1:eth1 router1:eth3', 'PC2:eth1 router2:eth3', 'PC3:eth1 router3:eth3'],
      ],
    ),
    daemons: 'zebra=yes\nbgpd=no\nospfd=yes\nldpd=yes\nvtysh_enable=yes\n',
    'router1/frr.conf': ospf(1, ['192.168.1.1/24', '192.168.2.1/24', '192.168.11.1/24']),
    'router2/frr.conf': ospf(2, ['192.168.1.2/24', '192.168.3.1/24', '192.168.12.1/24']),
    'router3/frr.conf': ospf(3, ['192.168.2.2/24', '192.168.3.2/24', '192.168.13.1/24']),
  },
  checks: [ping('pc1', '192.168.13.2'), ping('pc2', '192.168.11.2'), ping('pc3', '10.10.10.1')],
};

const linuxNodes: LabOfOthers = {
  like: 'srl-labs/containerlab tests/01-smoke/01-linux-nodes',
  files: {
    'nodes.clab.yml': `name: nodes
topology:
  nodes:
    l1:
      kind: linux
      image: alpine:3
      cmd: ash -c "echo $MYVAR > /tmp/var && sleep 9999"
      binds: [one.txt:/one.txt, one.json:/test.json]
      env: { MYVAR: MYVAR is SET }
      exec: [echo an_exec, cat /etc/os-release]
      cpu: 1.5
      memory: 1G
      mgmt-ipv4: 172.20.20.99
      healthcheck: { test: [CMD-SHELL, cat /etc/os-release], start-period: 3, retries: 1, interval: 5, timeout: 2 }
    l2:
      kind: linux
      image: nginx:stable-alpine
      ports: [56180:80]
      aliases: [l2.mydomain.com]
      dns: { servers: [8.8.8.8, 1.2.3.4], search: [my.domain], options: [rotate] }
    l3: { kind: linux, image: nginx:stable-alpine, network-mode: host }
  links:
    - { endpoints: ["l1:eth1", "l2:some1"], mtu: 2000 }
    - endpoints: ["l1:eth2", "l2:eth2"]
    - type: veth
      endpoints:
        - { node: l1, interface: eth3, mac: "02:00:00:00:00:00" }
        - { node: l2, interface: eth3, mac: "02:00:00:00:00:01" }
    - { type: host, host-interface: l2eth4, endpoint: { node: l2, interface: eth4 } }
    - { type: mgmt-net, host-interface: l2eth5, endpoint: { node: l2, interface: eth5 } }
    - { type: dummy, endpoint: { node: l2, interface: somedummy } }
`,
    'one.txt': 'Hello, lab\n',
    'one.json': '{}\n',
  },
  checks: [
    ['l1', 'grep "Hello, lab" /one.txt && test "$MYVAR" = "MYVAR is SET" && grep "MYVAR is SET" /tmp/var'],
    ['l1', 'ip link show eth1 | grep "mtu 2000" && ip link show eth3 | grep 02:00:00:00:00:00'],
    ['l2', 'ip link show some1 && ip link show somedummy && curl -s localhost | grep -q "<h1>"'],
    ['l2', 'grep "nameserver 8.8.8.8" /etc/resolv.conf && grep "search my.domain" /etc/resolv.conf'],
  ],
  warnings: [
    "'network-mode' of node 'l3' is left out.",
    "A link of type 'host' is left out.",
    "A link of type 'mgmt-net' is left out.",
  ],
};

const groups: LabOfOthers = {
  like: 'srl-labs/containerlab tests/01-smoke/24-basic-groups',
  files: {
    'groups.clab.yml': `name: groups
topology:
  defaults: { group: g3 }
  groups:
    g1:
      kind: linux
      image: alpine:3
      cmd: ash -c "echo $MYVAR > /tmp/var && sleep 9999"
      binds: [one.txt:/one.txt]
      env: { MYVAR: MYVAR is SET }
      cpu: 0.5
      memory: 64M
    g2: { kind: linux, image: nginx:stable-alpine, dns: { servers: [8.8.8.8] } }
    g3: { kind: linux, image: alpine:3 }
  nodes:
    l1: { group: g1, mgmt-ipv4: 172.20.20.99 }
    l2: { group: g2 }
    l3:
`,
    'one.txt': 'Hello, lab\n',
  },
  checks: [
    ['l1', 'grep "Hello, lab" /one.txt && grep "MYVAR is SET" /tmp/var'],
    ['l2', 'grep "nameserver 8.8.8.8" /etc/resolv.conf && curl -s localhost | grep -q "<h1>"'],
    ['l3', 'ip link show lo'],
  ],
};

const stages: LabOfOthers = {
  like: 'srl-labs/containerlab tests/01-smoke/stages',
  files: {
    'stages.clab.yml': `name: stages
topology:
  defaults: { kind: linux, image: debian:bookworm-slim }
  nodes:
    node1:
      cmd: sh -c "date +%s%N > /tmp/time; exec sleep 9999"
      stages:
        create: { wait-for: [{ node: node2, stage: create }] }
        create-links:
          exec:
            - { command: sh -c 'ls /sys/class/net > /tmp/links', phase: on-enter }
            - { command: touch /tmp/on-the-host, phase: on-enter, target: host }
    node2:
      cmd: sh -c "date +%s%N > /tmp/time; exec sleep 9999"
      stages: { create: { wait-for: [{ node: node3, stage: create-links }] } }
    node3:
      cmd: sh -c "date +%s%N > /tmp/time; exec sleep 9999"
      stages: { create: { wait-for: [{ node: node4, stage: healthy }] } }
    node4:
      cmd: sh -c "date +%s%N > /tmp/time; exec sleep 9999"
      healthcheck: { start-period: 5, interval: 1, test: [CMD-SHELL, test -e /tmp/time] }
      stages: { healthy: { exec: [{ command: sh -c 'date +%s%N > /tmp/healthy', phase: on-exit }] } }
  links:
    - endpoints: ["node1:eth1", "node2:eth1"]
    - endpoints: ["node1:eth3", "node4:eth3"]
    - endpoints: ["node2:eth2", "node4:eth2"]
    - endpoints: ["node3:eth1", "host:n3eth1"]
`,
  },
  checks: [
    ['node1', 'grep -q eth3 /tmp/links && test ! -e /tmp/on-the-host'],
    ['node4', 'test -s /tmp/healthy'],
  ],
  warnings: [
    "The command 'touch /tmp/on-the-host' of stage 'create-links' of node 'node1' is left out.",
    "The link to 'host' is left out.",
  ],
};

const spine = (name: string, id: number) => `hostname ${name}
router bgp 65000
 bgp router-id 10.10.10.${id}
 no bgp ebgp-requires-policy
 timers bgp 3 9
 neighbor LEAF peer-group
 neighbor LEAF advertisement-interval 0
${[1, 2, 3].map((port) => ` neighbor eth${port} interface peer-group LEAF\n neighbor eth${port} remote-as external`).join('\n')}
`;
const leaf = (own: number) => `hostname leaf${own}
no ipv6 forwarding
interface eth3
 ip address 192.168.${own}1.1/24
interface eth4
 ip address 192.168.${own}2.1/24
interface lo
 ip address 10.10.10.2${own}/32
router bgp 6500${own}
 bgp router-id 10.10.10.2${own}
 no bgp ebgp-requires-policy
 timers bgp 3 9
 neighbor SPINE peer-group
 neighbor SPINE remote-as 65000
 neighbor SPINE advertisement-interval 0
 neighbor eth1 interface peer-group SPINE
 neighbor eth2 interface peer-group SPINE
 address-family ipv4 unicast
  network 192.168.${own}1.0/24
  network 192.168.${own}2.0/24
`;
const fabricNode = (name: string, group: string) =>
  `{ kind: linux, image: "quay.io/frrouting/frr:10.2.1", binds: ["config/${name}:/etc/frr"], group: ${group} }`;
const leaves = [1, 2, 3];

const fabric: LabOfOthers = {
  like: 'martimy/clab-bgp-frr',
  files: {
    ...topology(
      'fabric',
      {
        spine01: fabricNode('spine1', 'spine'),
        spine02: fabricNode('spine2', 'spine'),
        ...Object.fromEntries(leaves.map((own) => [`leaf0${own}`, fabricNode(`leaf${own}`, 'leaf')])),
        ...Object.fromEntries(
          leaves.map((own) => [
            `host${own}1`,
            host(`ip addr add 192.168.${own}1.2/24 dev eth1`, `ip route replace 0/0 via 192.168.${own}1.1`),
          ]),
        ),
      },
      leaves.flatMap((own) => [
        `spine01:eth${own} leaf0${own}:eth1`,
        `spine02:eth${own} leaf0${own}:eth2`,
        `host${own}1:eth1 leaf0${own}:eth3`,
      ]),
    ),
    'config/spine1/frr.conf': spine('spine1', 11),
    'config/spine2/frr.conf': spine('spine2', 12),
    ...Object.fromEntries(leaves.map((own) => [`config/leaf${own}/frr.conf`, leaf(own)])),
    ...Object.fromEntries(
      ['spine1', 'spine2', 'leaf1', 'leaf2', 'leaf3'].map((name) => [
        `config/${name}/daemons`,
        'bgpd=yes\nldpd=yes\nstaticd=no\nvtysh_enable=yes\n',
      ]),
    ),
  },
  checks: [
    ['leaf01', 'ping -c 1 -W 1 -I 192.168.11.1 192.168.31.2'],
    ping('host11', '192.168.21.2'),
    ping('host31', '192.168.21.2'),
  ],
};

export const containerlabLabs: readonly LabOfOthers[] = [ospfTriangle, linuxNodes, groups, stages, fabric];

const vtep = (name: string, local: string, more: string) =>
  [
    [name, `ip link add vxlan100 type vxlan id 100 dstport 4789 local ${local} ${more}`],
    [name, 'brctl addbr br100; brctl addif br100 vxlan100; brctl stp br100 off'],
    [name, 'ip link set up dev br100; ip link set up dev vxlan100; brctl addif br100 eth2'],
  ] as const;
const station = (own: number) =>
  host(
    `ip link set dev eth1 address aa:bb:0${own}:0${own}:0${own}:0${own}`,
    `ip addr add 192.168.1.${own}/24 dev eth1`,
  );

const evpnRouter = (own: number) => `hostname r${own}
no ipv6 forwarding
interface eth1
 ip address 10.0.${own}.${own}/24
interface lo
 ip address 1.1.1.${own}/32
router bgp 100
 bgp router-id 1.1.1.${own}
 neighbor fabric peer-group
 neighbor fabric remote-as 100
 neighbor fabric timers connect 1
 neighbor 10.0.${own}.4 peer-group fabric
 address-family ipv4 unicast
  redistribute connected
 address-family l2vpn evpn
  neighbor fabric activate
  advertise-all-vni
`;

const evpn: LabOfOthers = {
  like: 'martimy/clab_vxlan_frr evpn',
  files: {
    ...topology(
      'evpn',
      {
        r1: frr('r1.conf'),
        r2: frr('r2.conf'),
        r4: frr('r4.conf'),
        host4: station(4),
        host5: station(5),
      },
      ['r1:eth1 r4:eth1', 'r2:eth1 r4:eth2', 'host4:eth1 r1:eth2', 'host5:eth1 r2:eth2'],
    ),
    daemons: 'bgpd=yes\nstaticd=no\nvtysh_enable=yes\n',
    'r1.conf': evpnRouter(1),
    'r2.conf': evpnRouter(2),
    'r4.conf': `hostname r4
no ipv6 forwarding
interface eth1
 ip address 10.0.1.4/24
interface eth2
 ip address 10.0.2.4/24
interface lo
 ip address 1.1.1.4/32
router bgp 100
 bgp router-id 1.1.1.4
 bgp cluster-id 1.1.1.4
 neighbor fabric peer-group
 neighbor fabric remote-as 100
 bgp listen range 10.0.0.0/16 peer-group fabric
 address-family ipv4 unicast
  redistribute connected
  neighbor fabric route-reflector-client
 address-family l2vpn evpn
  neighbor fabric activate
  neighbor fabric route-reflector-client
`,
  },
  typed: [...vtep('r1', '1.1.1.1', 'nolearning'), ...vtep('r2', '1.1.1.2', 'nolearning')],
  checks: [
    ['r4', 'vtysh -c "show bgp summary" | grep "2 dynamic neighbor"'],
    ping('host4', '192.168.1.5'),
    ['r1', 'vtysh -c "show evpn mac vni 100" | grep aa:bb:05:05:05:05'],
  ],
};

const pointToPoint: LabOfOthers = {
  like: 'martimy/clab_vxlan_frr ptp',
  files: {
    ...topology('ptp', { r1: frr('r1.conf'), r2: frr('r2.conf'), host4: station(4), host5: station(5) }, [
      'r1:eth1 r2:eth1',
      'host4:eth1 r1:eth2',
      'host5:eth1 r2:eth2',
    ]),
    daemons: 'zebra=yes\nvtysh_enable=yes\n',
    'r1.conf':
      'hostname r1\nno ipv6 forwarding\ninterface eth1\n ip address 10.0.0.1/24\nip route 0.0.0.0/0 10.0.0.2\n',
    'r2.conf':
      'hostname r2\nno ipv6 forwarding\ninterface eth1\n ip address 10.0.0.2/24\nip route 0.0.0.0/0 10.0.0.1\n',
  },
  typed: [...vtep('r1', '10.0.0.1', 'remote 10.0.0.2'), ...vtep('r2', '10.0.0.2', 'remote 10.0.0.1')],
  checks: [
    ping('host4', '192.168.1.5'),
    ['r1', 'bridge fdb show dev vxlan100 | grep aa:bb:05:05:05:05'],
    ['r1', 'vtysh -c "show int vxlan100" | grep "VTEP IP: 10.0.0.1"'],
  ],
};

export const overlayLabs: readonly LabOfOthers[] = [evpn, pointToPoint];
