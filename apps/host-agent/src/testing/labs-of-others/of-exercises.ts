import { frr, host, type LabOfOthers, noPing, ping, topology } from './lab-of-others.ts';

const forward = 'sysctl -w net.ipv4.ip_forward=1';
const subnets = ['10.10.0.0/26', '10.10.0.64/27', '10.10.0.96/28'];

const subnetting: LabOfOthers = {
  like: 'thangphan205/containerlab-demo bai-tap-ve-nha/02',
  files: topology('subnets', { gw: host(forward), 'host-a': host(), 'host-b': host(), 'host-c': host() }, [
    ...['a', 'b', 'c'].map((letter, at) => `gw:eth${at + 1} host-${letter}:eth1`),
  ]),
  typed: [
    ...subnets.flatMap((subnet, at) => {
      const [, base = '0', bits = ''] = /\.(\d+)\/(\d+)$/.exec(subnet) ?? [];
      const [gateway, own] = [1, 2].map((more) => `10.10.0.${Number(base) + more}`);
      return [
        ['gw', `ip addr add ${gateway}/${bits} dev eth${at + 1}`],
        [
          `host-${'abc'.charAt(at)}`,
          `ip addr add ${own}/${bits} dev eth1 && ip route replace default via ${gateway}`,
        ],
      ] as const;
    }),
  ],
  checks: [
    ping('host-a', '10.10.0.66'),
    ping('host-a', '10.10.0.98'),
    ['gw', 'sysctl net.ipv4.ip_forward | grep "= 1"'],
  ],
};

const filtering = 'ip link add name br0 type bridge vlan_filtering 1';
const bridge = (...ports: readonly string[]): readonly string[] => [
  filtering,
  'ip link set br0 up',
  ...ports.flatMap((port) => [`ip link set ${port} master br0`, `ip link set ${port} up`]),
];
const access = (port: string, vid: number): string =>
  `bridge vlan del dev ${port} vid 1; bridge vlan add dev ${port} vid ${vid} pvid untagged`;

const vlans: LabOfOthers = {
  like: 'thangphan205/containerlab-demo bai-tap-ve-nha/04',
  kernelNeeds: filtering,
  files: topology(
    'vlans',
    { r1: host(forward), sw: host(...bridge('eth1', 'eth2', 'eth3')), 'host-a': host(), 'host-b': host() },
    ['r1:eth1 sw:eth1', 'sw:eth2 host-a:eth1', 'sw:eth3 host-b:eth1'],
  ),
  typed: [
    ['sw', 'for vid in 10 20; do bridge vlan add dev eth1 vid $vid; done; bridge vlan del dev eth1 vid 1'],
    ['sw', `${access('eth2', 10)}; ${access('eth3', 20)}`],
    ...[10, 20].map(
      (vid) =>
        [
          'r1',
          `ip link add link eth1 name eth1.${vid} type vlan id ${vid} && ip addr add 10.10.${vid}.1/24 dev eth1.${vid} && ip link set eth1.${vid} up`,
        ] as const,
    ),
    ['host-a', 'ip addr add 10.10.10.10/24 dev eth1 && ip route replace default via 10.10.10.1 dev eth1'],
    ['host-b', 'ip addr add 10.10.20.10/24 dev eth1 && ip route replace default via 10.10.20.1 dev eth1'],
  ],
  checks: [ping('host-a', '10.10.20.10'), ping('host-b', '10.10.20.1')],
};

const nat: LabOfOthers = {
  like: 'thangphan205/containerlab-demo bai-tap-ve-nha/08',
  files: topology(
    'nat',
    {
      'host-lan1': host(),
      'gw-nat': host(
        forward,
        ...[
          'ip addr add 10.0.1.1/24 dev eth1',
          'ip addr add 172.16.0.1/24 dev eth3',
          'apk add --no-cache nftables',
        ],
      ),
      'server-pub': host('ip addr add 172.16.0.10/24 dev eth1'),
    },
    ['host-lan1:eth1 gw-nat:eth1', 'gw-nat:eth3 server-pub:eth1'],
  ),
  typed: [
    ['host-lan1', 'ip addr add 10.0.1.10/24 dev eth1 && ip route replace default via 10.0.1.1'],
    [
      'gw-nat',
      `nft 'add table ip nat; add chain ip nat post { type nat hook postrouting priority srcnat; }; add rule ip nat post oifname "eth3" counter masquerade'`,
    ],
  ],
  checks: [
    ping('host-lan1', '172.16.0.10'),
    ['gw-nat', 'nft list ruleset | grep -E "counter packets [1-9]"'],
    // The server has no way back to 10.0.1.0/24, so what it answered was translated.
    ['server-pub', '! ip route get 10.0.1.10'],
  ],
  warnings: ["The command 'apk add --no-cache nftables' is left out."],
};

const area = (own: number, ports: readonly (readonly [address: string, area: number])[]) => `hostname r${own}
${ports.map(([address], at) => `interface eth${at + 1}\n ip address ${address}\n ip ospf network point-to-point\n`).join('')}router ospf
 ospf router-id ${own}.${own}.${own}.${own}
${ports.map(([address, id]) => ` network ${address} area ${id}`).join('\n')}
`;

const multiArea: LabOfOthers = {
  like: 'thangphan205/containerlab-demo bai-tap-ve-nha/09',
  files: {
    ...Object.fromEntries(
      Object.entries(
        topology(
          'ospf',
          {
            srv1: host(
              'ip link set eth1 up',
              'ip addr add 10.1.1.10/24 dev eth1',
              'ip route replace default via 10.1.1.1 dev eth1',
            ),
            ...Object.fromEntries(
              [1, 2, 3, 4].map((own) => [
                `r${own}`,
                frr(`../configs/r${own}/frr.conf`, '../configs/daemons'),
              ]),
            ),
            srv2: host(
              'ip link set eth1 up',
              'ip addr add 10.4.4.10/24 dev eth1',
              'ip route replace default via 10.4.4.1 dev eth1',
            ),
          },
          ['srv1:eth1 r1:eth1', 'r1:eth2 r2:eth1', 'r2:eth2 r3:eth1', 'r3:eth2 r4:eth1', 'r4:eth2 srv2:eth1'],
        ),
      ).map(([path, text]) => [`topology/${path}`, text]),
    ),
    'configs/daemons': 'zebra=yes\nospfd=yes\n',
    'configs/r1/frr.conf': area(1, [
      ['10.1.1.1/24', 1],
      ['10.12.0.1/30', 1],
    ]),
    'configs/r2/frr.conf': area(2, [
      ['10.12.0.2/30', 1],
      ['10.23.0.1/30', 0],
    ]),
    'configs/r3/frr.conf': area(3, [
      ['10.23.0.2/30', 0],
      ['10.34.0.1/30', 2],
    ]),
    'configs/r4/frr.conf': area(4, [
      ['10.34.0.2/30', 2],
      ['10.4.4.1/24', 2],
    ]),
  },
  checks: [
    ping('srv1', '10.4.4.10'),
    ['r2', 'test "$(vtysh -c "show ip ospf neighbor" | grep -c Full)" = 2'],
    ['srv1', 'test "$(traceroute -n -q 1 -w 1 10.4.4.10 | tail -n +2 | wc -l)" = 5'],
    ['r2', 'vtysh -c "show ip ospf database" | grep "Area 0.0.0.1"'],
  ],
};

const twoProviders: LabOfOthers = {
  like: 'thangphan205/containerlab-demo bai-tap-ve-nha/13',
  files: topology(
    'pbr',
    {
      'host-sales': host(
        'ip addr add 10.0.1.10/24 dev eth1',
        'ip route replace default via 10.0.1.1 dev eth1',
      ),
      'host-tech': host(
        'ip addr add 10.0.2.10/24 dev eth1',
        'ip route replace default via 10.0.2.1 dev eth1',
      ),
      r1: host(
        ...[forward, 'ip addr add 10.0.1.1/24 dev eth1', 'ip addr add 10.0.2.1/24 dev eth2'],
        ...['ip addr add 10.0.100.1/30 dev eth3', 'ip addr add 10.0.101.1/30 dev eth4'],
        'ip route replace default via 10.0.100.2 dev eth3',
      ),
      ...Object.fromEntries(
        [0, 1].map((at) => [
          `isp-${'ab'.charAt(at)}`,
          host(
            ...[forward, `ip addr add 10.0.10${at}.2/30 dev eth1`, `ip addr add 10.0.20${at}.1/24 dev eth2`],
            ...[1, 2].map((lan) => `ip route add 10.0.${lan}.0/24 via 10.0.10${at}.1 dev eth1`),
          ),
        ]),
      ),
      server: host(
        ...[
          'ip addr add 10.0.200.10/24 dev eth1',
          'ip addr add 10.0.201.10/24 dev eth2',
          'ip addr add 192.0.2.1/32 dev lo',
        ],
        ...['ip route add 10.0.1.0/24 via 10.0.200.1', 'ip route add 10.0.2.0/24 via 10.0.201.1'],
      ),
    },
    [
      ...['host-sales:eth1 r1:eth1', 'host-tech:eth1 r1:eth2', 'r1:eth3 isp-a:eth1', 'r1:eth4 isp-b:eth1'],
      ...['isp-a:eth2 server:eth1', 'isp-b:eth2 server:eth2'],
    ],
  ),
  typed: [
    ['isp-a', 'ip route add 192.0.2.1 via 10.0.200.10'],
    ['isp-b', 'ip route add 192.0.2.1 via 10.0.201.10'],
    ['r1', 'ip route add default via 10.0.100.2 table 100; ip route add default via 10.0.101.2 table 200'],
    ['r1', 'ip rule add from 10.0.1.0/24 table 100; ip rule add from 10.0.2.0/24 table 200'],
  ],
  checks: [
    ['host-sales', 'traceroute -n -q 1 -w 1 192.0.2.1 | grep 10.0.100.2'],
    ['host-tech', 'traceroute -n -q 1 -w 1 192.0.2.1 | grep 10.0.101.2'],
  ],
};

const up = 'ip link set eth1 up';
const router = (ports: number) =>
  `{ kind: linux, image: ghcr.io/srl-labs/network-multitool, sysctls: { net.ipv4.ip_forward: "1", net.ipv4.conf.all.rp_filter: "0" }, exec: ${JSON.stringify(
    Array.from({ length: ports }, (_, at) => `ip link set eth${at + 1} up`),
  )} }`;
const give = (name: string, address: string, gateway: string) =>
  [name, `ip addr add ${address} dev eth1 && ip route replace default via ${gateway}`] as const;

const publicAddresses: LabOfOthers = {
  like: 'kyanagis/42-netpractice-containerlab labs/level10',
  files: topology(
    'level10',
    {
      ...{ inet: router(1), r1: router(3), r2: router(3) },
      sw1: host(
        'ip link add br0 type bridge',
        'ip link set br0 up',
        ...['eth1', 'eth2', 'eth3'].flatMap((port) => [
          `ip link set ${port} master br0`,
          `ip link set ${port} up`,
        ]),
      ),
      ...{ h1: host(up), h2: host(up), h3: host(up), h4: host(up) },
    },
    [
      ...['inet:eth1 r1:eth2', 'r1:eth1 sw1:eth1', 'sw1:eth2 h1:eth1', 'sw1:eth3 h2:eth1'],
      ...['r1:eth3 r2:eth1', 'r2:eth2 h3:eth1', 'r2:eth3 h4:eth1'],
    ],
  ),
  typed: [
    ['inet', 'ip addr add 163.172.250.1/28 dev eth1 && ip route add 157.42.103.0/24 via 163.172.250.12'],
    [
      'r1',
      'ip addr add 157.42.103.1/25 dev eth1; ip addr add 163.172.250.12/28 dev eth2; ip addr add 157.42.103.254/30 dev eth3',
    ],
    [
      'r1',
      'ip route add 157.42.103.192/27 via 157.42.103.253; ip route add 157.42.103.128/26 via 157.42.103.253; ip route replace default via 163.172.250.1',
    ],
    [
      'r2',
      'ip addr add 157.42.103.253/30 dev eth1; ip addr add 157.42.103.194/27 dev eth2; ip addr add 157.42.103.129/26 dev eth3',
    ],
    ['r2', 'ip route replace default via 157.42.103.254'],
    ...[give('h1', '157.42.103.2/25', '157.42.103.1'), give('h2', '157.42.103.3/25', '157.42.103.1')],
    ...[give('h3', '157.42.103.193/27', '157.42.103.194'), give('h4', '157.42.103.131/26', '157.42.103.129')],
  ],
  checks: [
    ...[ping('h1', '157.42.103.3'), ping('h3', '157.42.103.131'), ping('h1', '163.172.250.1')],
    ...[ping('h1', '157.42.103.131'), ping('h2', '157.42.103.193'), ping('h3', '163.172.250.1')],
    ping('h4', '163.172.250.1'),
  ],
};

const noVlan = ['eth1', 'eth2', 'eth3'].map((port) => `bridge vlan del dev ${port} vid 1`);
const trunked = ['sw1', 'sw2'].map(
  (name) =>
    [
      name,
      'bridge vlan add dev eth1 vid 10 pvid untagged; bridge vlan add dev eth2 vid 20 pvid untagged; bridge vlan add dev eth3 vid 10; bridge vlan add dev eth3 vid 20',
    ] as const,
);

const trunk: LabOfOthers = {
  like: 'kyanagis/42-netpractice-containerlab labs/d1-vlan',
  kernelNeeds: filtering,
  files: topology(
    'vlan',
    {
      sw1: host(...bridge('eth1', 'eth2', 'eth3'), ...noVlan),
      sw2: host(...bridge('eth1', 'eth2', 'eth3'), ...noVlan),
      ...Object.fromEntries(
        [1, 2, 3, 4].map((own) => [`h${own}`, host(up, `ip addr add 10.0.0.${own}/24 dev eth1`)]),
      ),
    },
    ['sw1:eth1 h1:eth1', 'sw1:eth2 h2:eth1', 'sw1:eth3 sw2:eth3', 'sw2:eth1 h3:eth1', 'sw2:eth2 h4:eth1'],
  ),
  typed: [noPing('h1', '10.0.0.3'), ...trunked],
  checks: [ping('h1', '10.0.0.3'), ping('h2', '10.0.0.4'), noPing('h1', '10.0.0.2'), ping('h3', '10.0.0.1')],
};

export const exerciseLabs: readonly LabOfOthers[] = [
  ...[subnetting, vlans, nat, multiArea, twoProviders, publicAddresses, trunk],
];
