import { describe, expect, it } from 'vitest';
import { notesOf, readTexts } from '../testing/read-texts.ts';

const triangle = `name: triangle
topology:
  defaults:
    kind: linux
    exec:
      - ip link set lo up
  kinds:
    linux:
      image: alpine:3.20
      env: { SITE: north, TIER: edge }
  groups:
    routers:
      image: quay.io/frrouting/frr:9.1.0
      sysctls:
        net.ipv4.ip_forward: 1
        vm.swappiness: 10
  nodes:
    R1:
      group: routers
      startup-config: r1/frr.conf
      labels: { graph-posX: "40", graph-posY: 80 }
      exec:
        - ip address add 10.0.0.1/24 dev eth1
        - ip route del default
    r_2:
      group: routers
      env: { TIER: core }
      binds:
        - r2:/etc/frr
        - /lib/modules:/lib/modules
        - ../elsewhere:/x
    1:
      mgmt-ipv4: 172.20.20.5
      ports: ["8080:80"]
      cmd: sh -c "while true; do date; sleep 1; done"
      exec:
        - sh -c "echo \${PEER:=r1} > /tmp/peer"
  links:
    - endpoints: ["R1:eth1", "r_2:eth1"]
      mtu: 9000
    - endpoints: ["r_2:eth2", "1:eth1"]
    - type: veth
      endpoints:
        - { node: R1, interface: eth2, mac: "02:00:00:00:00:aa" }
        - { node: "1", interface: eth2 }
`;
const files = {
  'triangle.clab.yml': triangle,
  'r1/frr.conf': 'hostname r1\n',
  'r2/frr.conf': 'hostname r2\n',
  'README.md': 'Three nodes.\n',
};

describe('readLabFiles of a containerlab topology', () => {
  it('reads links as plain networks, and interfaces in the order of the links', () => {
    const { draft } = readTexts(files);
    expect(draft?.networks.map(({ name, mtu, ipv4Subnet }) => [name, mtu, ipv4Subnet])).toEqual([
      ['r1-r-2', 9000, null],
      ['r-2-n1', 1500, null],
      ['r1-n1', 1500, null],
    ]);
    expect(
      draft?.nodes.map(({ name, interfaces }) => [
        name,
        interfaces.map((link) => [link.name, link.network, link.macAddress]),
      ]),
    ).toEqual([
      [
        'r1',
        [
          ['eth1', 'r1-r-2', null],
          ['eth2', 'r1-n1', '02:00:00:00:00:aa'],
        ],
      ],
      [
        'r-2',
        [
          ['eth1', 'r1-r-2', null],
          ['eth2', 'r-2-n1', null],
        ],
      ],
      [
        'n1',
        [
          ['eth1', 'r-2-n1', null],
          ['eth2', 'r1-n1', null],
        ],
      ],
    ]);
  });

  it('inherits from defaults, kinds and groups', () => {
    const [r1, r2, n1] = readTexts(files).draft?.nodes ?? [];
    expect([r1, r2, n1].map((node) => node?.image)).toEqual(['router', 'router', 'host']);
    expect(r1?.exec).toEqual(['ip link set lo up', 'ip address add 10.0.0.1/24 dev eth1']);
    expect(r2?.env).toEqual([
      { name: 'SITE', value: 'north' },
      { name: 'TIER', value: 'core' },
    ]);
    expect(r2?.sysctls).toEqual([{ name: 'net.ipv4.ip_forward', value: '1' }]);
    // It has two links, and forwards as nodes do there.
    expect(n1?.sysctls).toEqual([{ name: 'net.ipv4.ip_forward', value: '1' }]);
  });

  it('takes files, positions, commands and variables over', () => {
    const [r1, r2, n1] = readTexts(files).draft?.nodes ?? [];
    expect(r1?.files).toEqual([{ path: '/etc/frr/frr.conf', content: 'hostname r1\n', mode: 0o640 }]);
    expect(r2?.files).toEqual([{ path: '/etc/frr/frr.conf', content: 'hostname r2\n', mode: 0o644 }]);
    expect(r1?.position).toEqual({ x: 40, y: 80 });
    expect(r2?.position).toBeNull();
    expect(n1?.command).toEqual(['sh', '-c', 'while true; do date; sleep 1; done']);
    expect(n1?.exec).toEqual(['ip link set lo up', 'sh -c "echo r1 > /tmp/peer"']);
  });

  it('accounts for what is renamed, not needed or left out, with its line', () => {
    const read = readTexts(files);
    expect(notesOf(read, 'ERROR')).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^triangle\.clab\.yml:16 The sysctl 'vm\.swappiness' is left out/),
        expect.stringMatching(/^triangle\.clab\.yml:30 The bind '\/lib\/modules:\/lib\/modules' is left out/),
        expect.stringMatching(/^triangle\.clab\.yml:31 The bind .* leads out of the lab/),
      ]),
    );
    expect(notesOf(read, 'INFO')).toEqual(
      expect.arrayContaining([
        "triangle.clab.yml:18 The node 'R1' is named 'r1'.",
        "triangle.clab.yml:32 The node '1' is named 'n1'.",
        expect.stringMatching(/^triangle\.clab\.yml:24 The command 'ip route del default' is left out/),
        expect.stringMatching(/^triangle\.clab\.yml:33 'mgmt-ipv4' of node '1' is not needed/),
        'README.md:- README.md is no part of the lab.',
      ]),
    );
  });

  it('joins the links of a bridge in one network', () => {
    const read = readTexts({
      'lab.clab.yml': `name: lan
topology:
  nodes:
    sw1: { kind: bridge }
    a: { kind: linux, image: busybox, user: 1000 }
    b: { kind: linux, image: nginx, user: "web server" }
    c: { kind: linux, image: frrouting/frr }
  links:
    - endpoints: ["a:eth1", "sw1:p1"]
    - endpoints: ["b:eth1", "sw1:p2"]
    - endpoints: ["sw1:p3", "c:eth1"]
`,
    });
    const { draft } = read;
    expect(draft?.nodes.map(({ user }) => user)).toEqual(['1000', null, null]);
    expect(notesOf(read, 'WARNING')).toEqual([
      "lab.clab.yml:6 The user 'web server' of node 'b' is left out. It is no name or number.",
    ]);
    expect(draft?.networks.map(({ name }) => name)).toEqual(['sw1']);
    expect(draft?.nodes.map(({ image, interfaces }) => [image, interfaces[0]?.network])).toEqual([
      ['host', 'sw1'],
      ['web', 'sw1'],
      ['router', 'sw1'],
    ]);
  });

  it('has nodes wait for the stages of others', () => {
    const read = readTexts({
      'lab.clab.yml': `name: waits
topology:
  defaults: { kind: linux, image: alpine }
  nodes:
    DB: {}
    dns: {}
    web:
      stages:
        create:
          wait-for: [{ node: DB, stage: create }, { node: dns, stage: create-links }]
        configure:
          wait-for:
            - { node: DB, stage: healthy }
            - { node: db9, stage: create }
            - { node: dns, stage: exit }
          exec:
            - { command: "true", phase: on-enter }
`,
    });
    expect(read.draft?.nodes.map(({ waitFor }) => waitFor)).toEqual([
      [],
      [],
      [
        { container: 'db', until: 'READY' },
        { container: 'dns', until: 'RUNNING' },
      ],
    ]);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/^lab\.clab\.yml:14 Node 'web' waits for 'db9', which is no container/),
      expect.stringMatching(/^lab\.clab\.yml:15 Node 'web' waits for 'dns' to pass the stage 'exit'/),
    ]);
    expect(notesOf(read, 'INFO')).toContainEqual(
      "lab.clab.yml:13 The whole start of node 'web' waits for 'db', not only its stage 'configure'.",
    );
  });

  const node = (text: string): string =>
    `topology:\n  nodes:\n    a: { kind: linux, image: alpine }\n${text}`;
  it.each([
    [
      'a link to a node that is missing',
      node('  links:\n    - endpoints: ["a:eth1", "b:eth1"]'),
      5,
      "no node 'b'",
    ],
    [
      'two interfaces of one name',
      node(
        '    b: { kind: linux, image: alpine }\n  links:\n    - endpoints: ["a:e1", "b:e1"]\n    - endpoints: ["a:e1", "b:e2"]',
      ),
      7,
      "two interfaces 'e1'",
    ],
    ['an image of a vendor', node('    b: { kind: linux, image: "acme/ceos:1" }'), 4, "'acme/ceos:1'"],
    ['a vendor kind', node('    b: { kind: nokia_srlinux }'), 4, "needs a vendor's image"],
    ['an unknown kind', node('    b: { kind: frobnicator, image: alpine }'), 4, "the kind 'frobnicator'"],
    ['no kind', node('    b: { image: alpine }'), 4, "'b' has no kind"],
    ['a virtual machine', node('    b: { kind: vr-sros }'), 4, 'a virtual machine'],
    [
      'an endpoint without an interface',
      node('  links:\n    - endpoints: [a, a]'),
      5,
      "'a' is not an endpoint",
    ],
    [
      'an interface name that Linux refuses',
      node('    b: { kind: linux, image: alpine }\n  links:\n    - endpoints: ["a:ge-0/0/1", "b:e1"]'),
      6,
      'not the name of an interface',
    ],
    ['a Go template', node('{{ range .nodes }}\n    b: {}\n{{ end }}'), 4, 'Go template'],
    [
      'a template as a value',
      'topology:\n  nodes:\n    a: { kind: linux }\n    b: {{ .Node }}',
      4,
      'Go template',
    ],
    ['YAML that is broken', node('  links: [\n'), 5, "can't be read"],
    [
      'an open quote in a command',
      node("    b: { kind: linux, image: alpine, exec: ['echo \"x'] }"),
      4,
      'not closed',
    ],
    ['a node twice', node('    a: { kind: linux, image: alpine }'), 4, "'a' is given twice"],
    ['no nodes', 'topology: {}', 1, 'no nodes'],
  ])('refuses %s and names the line', (_what, text, line, message) => {
    const read = readTexts({ 'x.clab.yml': text });
    expect(read.draft).toBeNull();
    expect(notesOf(read, 'ERROR')).toContainEqual(expect.stringContaining(message));
    expect(notesOf(read, 'ERROR').some((note) => note.startsWith(`x.clab.yml:${line} `))).toBe(true);
  });

  it('refuses aliases that multiply', () => {
    const level = (name: string, of: string): string => `${name}: &${name} [${`*${of},`.repeat(9)}]\n`;
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}topology: *d\n`;
    expect(notesOf(readTexts({ 'x.clab.yml': bomb }), 'ERROR')[0]).toContain('alias');
  });

  it('leaves out links that lead out of the lab', () => {
    const read = readTexts({
      'x.clab.yml': node(`  links:
    - endpoints: ["a:eth1", "host:veth-a"]
    - type: macvlan
      endpoint: { node: a, interface: eth2 }
      host-interface: ens3`),
    });
    expect(read.draft?.networks).toEqual([]);
    expect(notesOf(read, 'WARNING')).toHaveLength(2);
  });

  it('leaves out what would reach the host, and says so at its line', () => {
    const read = readTexts({
      'x.clab.yml': `topology:
  nodes:
    a:
      kind: linux
      image: alpine
      privileged: true
      network-mode: host
      binds:
        - /:/host
        - /var/run/docker.sock:/var/run/docker.sock
        - ../../etc/shadow:/x
`,
    });
    expect(read.draft?.nodes.map(({ files }) => files)).toEqual([[]]);
    expect(notesOf(read, 'INFO')).toContainEqual(
      expect.stringMatching(/^x\.clab\.yml:6 'privileged' of node 'a' is not needed/),
    );
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/^x\.clab\.yml:7 'network-mode' of node 'a' is left out/),
      expect.stringMatching(/^x\.clab\.yml:9 The bind '\/:\/host' is left out/),
      expect.stringMatching(/^x\.clab\.yml:10 The bind '\/var\/run\/docker\.sock:.*' is left out/),
      expect.stringMatching(
        /^x\.clab\.yml:11 The bind '\.\.\/\.\.\/etc\/shadow:\/x' is left out\. It leads out/,
      ),
    ]);
  });
});
