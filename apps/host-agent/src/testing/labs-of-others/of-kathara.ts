import { addresses, labConf, type LabOfOthers, noPing, ping } from './lab-of-others.ts';

const wireshark =
  'wireshark[bridged]=true\nwireshark[port]="3000:3000"\nwireshark[image]="lscr.io/linuxserver/wireshark"\nwireshark[num_terms]=0\n';
const noTool = ["Device 'wireshark' is left out."];

const twoComputers: LabOfOthers = {
  like: 'Kathara-Labs basic-topics/two-computers',
  files: {
    'lab.conf': `${labConf({ pc1: 'A/00:00:00:00:00:01', pc2: 'A/00:00:00:00:00:02' })}pc1[ipv6]="false"\n${wireshark}`,
  },
  typed: [
    ['pc1', 'ip address add 10.0.0.1/24 dev eth0'],
    ['pc2', 'ip address add 10.0.0.2/24 dev eth0'],
  ],
  checks: [
    ping('pc1', '10.0.0.2'),
    ['pc1', 'ip neigh | grep 00:00:00:00:00:02'],
    ['pc1', '! ip -6 address show dev eth0 | grep inet6'],
  ],
  warnings: noTool,
};

const basicIpv4: LabOfOthers = {
  like: 'Kathara-Labs basic-topics/basic-ipv4',
  files: {
    'lab.conf':
      labConf({
        r1: 'A/00:00:00:00:00:a1 B/00:00:00:00:00:b1',
        r2: 'C/00:00:00:00:00:c1 B/00:00:00:00:00:b2',
        pc1: 'A/00:00:00:00:00:01',
        pc2: 'C/00:00:00:00:00:02',
        pc3: 'C/00:00:00:00:00:03',
      }) + wireshark,
    'r1.startup': addresses(
      '195.11.14.1/24 100.0.0.9/30',
      'ip route add 200.1.1.0/24 via 100.0.0.10 dev eth1',
    ),
    'r2.startup': addresses(
      '200.1.1.1/24 100.0.0.10/30',
      'ip route add 195.11.14.0/24 via 100.0.0.9 dev eth1',
    ),
    'pc1.startup': addresses('195.11.14.5/24', 'ip route add default via 195.11.14.1'),
    'pc2.startup': addresses('200.1.1.7/24', 'ip route add default via 200.1.1.1 dev eth0'),
    'pc3.startup': addresses('200.1.1.3/24', 'ip route add default via 200.1.1.1 dev eth0'),
  },
  checks: [
    ping('pc1', '200.1.1.7'),
    ping('pc2', '200.1.1.3'),
    ['pc1', 'traceroute -n -q 1 -w 1 200.1.1.7 | grep 100.0.0.10'],
    ['pc2', 'ip neigh | grep "200.1.1.1 .*00:00:00:00:00:c1"'],
  ],
  warnings: noTool,
};

const staticRouting: LabOfOthers = {
  like: 'Kathara-Labs basic-topics/static-routing',
  files: {
    'lab.conf': labConf({ r1: 'A B', r2: 'C B', pc1: 'A', pc2: 'C' }),
    'r1.startup': addresses('195.11.14.1/24 100.0.0.9/30'),
    'r2.startup': addresses('200.1.1.1/24 100.0.0.10/30'),
    'pc1.startup': addresses('195.11.14.5/24'),
    'pc2.startup': addresses('200.1.1.7/24'),
  },
  typed: [
    noPing('pc1', '200.1.1.7'),
    ['pc1', 'ip route add default via 195.11.14.1 dev eth0'],
    ['pc2', 'ip route add default via 200.1.1.1 dev eth0'],
    ['r1', 'ip route add 200.1.1.0/24 via 100.0.0.10 dev eth1'],
    ['r2', 'ip route add 195.11.14.0/24 via 100.0.0.9 dev eth1'],
  ],
  checks: [ping('pc1', '200.1.1.7'), ping('pc2', '195.11.14.5')],
};

const oneBridge: LabOfOthers = {
  like: 'Kathara-Labs switching/one-bridge',
  files: {
    'lab.conf': labConf({
      ...Object.fromEntries(
        ['A', 'B', 'C', 'D'].map((domain, at) => [`pc${at + 1}`, `${domain}/00:00:00:00:00:0${at + 1}`]),
      ),
      b1: ['A', 'B', 'C', 'D'].map((domain, at) => `${domain}/00:00:00:00:00:b${at + 1}`).join(' '),
    }),
    'b1.startup': `ip link add name mainbridge type bridge
${[0, 1, 2, 3].map((port) => `ip link set dev eth${port} master mainbridge`).join('\n')}
ip link set up dev mainbridge
brctl setageing mainbridge 600
`,
  },
  typed: [1, 2].map((own) => [`pc${own}`, `ip address add 10.0.0.${own}/24 dev eth0`] as const),
  checks: [ping('pc1', '10.0.0.2'), ['b1', 'brctl showmacs mainbridge | grep 00:00:00:00:00:01']],
};

const daemons = (...names: readonly string[]): string =>
  `zebra=yes\n${['bgpd', 'ospfd', 'ripd'].map((name) => `${name}=${names.includes(name) ? 'yes' : 'no'}`).join('\n')}\nvtysh_enable=yes\n`;
const start = 'systemctl start frr';
/** The files of a router's folder, with its configuration. */
const routerFiles = (name: string, configuration: string, ...names: readonly string[]) => ({
  [`${name}/etc/frr/daemons`]: daemons(...names),
  [`${name}/etc/frr/frr.conf`]: `${configuration}log file /var/log/frr/frr.log\n`,
  [`${name}/etc/frr/vtysh.conf`]: 'service integrated-vtysh-config\n',
});

const ripConfiguration = 'router rip\n network 100.1.0.0/16\n';
const rip: LabOfOthers = {
  like: 'Kathara-Labs intradomain-routing/frr/rip',
  files: {
    'lab.conf': labConf({ r1: 'H G E A', r2: 'E F B', r3: 'F G I C', r4: 'L D I H', r5: 'L' }, 'kathara/frr'),
    'r1.startup': addresses('100.1.0.13/30 100.1.0.9/30 100.1.0.1/30 100.1.1.1/24'),
    'r2.startup': addresses('100.1.0.2/30 100.1.0.5/30 100.1.2.1/24'),
    'r3.startup': addresses('100.1.0.6/30 100.1.0.10/30 100.1.0.17/30 100.1.3.1/24'),
    'r4.startup': addresses('100.2.0.1/30 100.1.4.1/24 100.1.0.18/30 100.1.0.14/30'),
    'r5.startup': addresses('100.2.0.2/30', 'ip route add default via 100.2.0.1 dev eth0'),
    ...routerFiles('r1', ripConfiguration, 'ripd'),
    ...routerFiles('r2', ripConfiguration, 'ripd'),
    ...routerFiles('r3', ripConfiguration, 'ripd'),
    ...routerFiles('r4', 'router rip\n network 100.1.0.0/16\n redistribute connected\n', 'ripd'),
  },
  typed: ['r1', 'r2', 'r3', 'r4'].map((name) => [name, start] as const),
  checks: [
    ping('r2', '100.1.4.1'),
    ['r2', 'vtysh -c "show ip rip" | grep 100.2.0.0/30'],
    ping('r5', '100.1.2.1'),
  ],
};

const cost = (...costs: readonly string[]): string =>
  costs
    .map(
      (each, port) =>
        `interface eth${port}\n ip ospf network point-to-multipoint\n${each === '' ? '' : ` ip ospf cost ${each}\n`}`,
    )
    .join('');
const ospfConfiguration = (...costs: readonly string[]): string =>
  `${cost(...costs)}router ospf\n network 10.0.0.0/16 area 0.0.0.0\n`;
const backbone = {
  bb0: ['A C', '10.0.0.3/24 10.0.2.3/24', ospfConfiguration('21', '36')],
  bb1: ['A D', '10.0.0.1/24 10.0.3.1/24', ospfConfiguration('', '45')],
  bb2: ['A B', '10.0.0.2/24 10.0.1.1/24', ospfConfiguration('', '')],
  bb3: ['B C', '10.0.1.2/24 10.0.2.2/24', ospfConfiguration('7', '')],
  bb4: ['C D', '10.0.2.1/24 10.0.3.2/24', ospfConfiguration('', '')],
} as const;
const routers = Object.entries(backbone);

const ospf: LabOfOthers = {
  like: 'Kathara-Labs intradomain-routing/frr/ospf',
  files: {
    'lab.conf': labConf(
      Object.fromEntries(routers.map(([name, [domains]]) => [name, domains])),
      'kathara/frr',
    ),
    ...Object.fromEntries(routers.map(([name, [, own]]) => [`${name}.startup`, addresses(own, start)])),
    ...Object.assign({}, ...routers.map(([name, [, , text]]) => routerFiles(name, text, 'ospfd'))),
  },
  checks: [
    ping('bb3', '10.0.3.1'),
    ['bb0', 'vtysh -c "show ip ospf neighbor" | grep -c Full | grep -q "^[34]$"'],
    ['bb3', 'vtysh -c "show ip route ospf" | grep 10.0.3.1/32'],
  ],
};

const peer = (address: string, as: number, ...more: readonly string[]): string =>
  [`remote-as ${as}`, 'timers connect 1', ...more].map((text) => ` neighbor ${address} ${text}\n`).join('');
const bgp = (as: number, networks: readonly string[], ...peers: readonly string[]): string =>
  `router bgp ${as}\n no bgp ebgp-requires-policy\n no bgp network import-check\n${networks.map((network) => ` network ${network}\n`).join('')}${peers.join('')}`;

const multiHomed: LabOfOthers = {
  like: 'Kathara-Labs interdomain-routing/frr/bgp-multi-homed',
  files: {
    'lab.conf': labConf(
      { as1r1: 'Q S', as30r1: 'N R S', as40r1: 'O P Q', as300r1: 'N Y', as300r2: 'O X', as300r3: 'Y X' },
      'kathara/frr',
    ),
    'as1r1.startup': addresses('11.0.0.30/30 11.0.0.26/30', start),
    'as30r1.startup': addresses('11.0.0.10/30 30.3.3.1/24 11.0.0.25/30', start),
    'as40r1.startup': addresses('11.0.0.14/30 40.4.4.1/24 11.0.0.29/30', start),
    'as300r1.startup': addresses('11.0.0.9/30 200.1.0.1/18', start),
    'as300r2.startup': addresses('11.0.0.13/30 200.1.64.1/18', start),
    'as300r3.startup': addresses('200.1.0.2/18 200.1.64.2/18', start),
    ...routerFiles('as1r1', bgp(1, [], peer('11.0.0.29', 40), peer('11.0.0.25', 30)), 'bgpd'),
    ...routerFiles('as30r1', bgp(30, ['30.3.3.0/24'], peer('11.0.0.26', 1), peer('11.0.0.9', 300)), 'bgpd'),
    ...routerFiles('as40r1', bgp(40, ['40.4.4.0/24'], peer('11.0.0.30', 1), peer('11.0.0.13', 300)), 'bgpd'),
    ...routerFiles(
      'as300r1',
      `router rip\n network 200.1.0.0/16\n redistribute bgp\n${bgp(300, ['200.1.0.0/17', '200.1.0.0/16'], peer('11.0.0.10', 30))}`,
      ...['bgpd', 'ripd'],
    ),
    ...routerFiles(
      'as300r2',
      `router rip\n network 200.1.0.0/16\n redistribute bgp\n${bgp(300, ['200.1.128.0/17', '200.1.0.0/16'], peer('11.0.0.14', 40))}`,
      ...['bgpd', 'ripd'],
    ),
    ...routerFiles('as300r3', 'router rip\n network 200.1.0.0/16\n', 'ripd'),
  },
  checks: [
    ['as1r1', 'vtysh -c "show ip bgp" | grep "200.1.0.0/17 .*30 300"'],
    ['as1r1', 'vtysh -c "show ip bgp" | grep "200.1.128.0/17 .*40 300"'],
    ['as300r3', 'ip route show 40.4.4.0/24 | grep via'],
    ['as30r1', 'ping -c 1 -W 1 -I 30.3.3.1 200.1.0.1'],
  ],
};

export const katharaLabs: readonly LabOfOthers[] = [
  ...[twoComputers, basicIpv4, staticRouting, oneBridge, rip, ospf, multiHomed],
];
