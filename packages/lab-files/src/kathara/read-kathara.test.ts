import { describe, expect, it } from 'vitest';
import { makeLab } from '../testing/any-draft.ts';
import { notesOf, readTexts } from '../testing/read-texts.ts';

const files = {
  'lab.conf': `LAB_NAME="two routers"
LAB_DESCRIPTION='RIP between two routers' # for the course

R1[0]=A
R1[1]="B/02:00:00:00:00:01"
R1[image]=kathara/frr
r2[0]='B'   # second
pc1[0]=A
pc1[mem]=64m
pc1[sysctl]=net.ipv4.tcp_syncookies=0
pc1[env]=ROLE=client
pc1[exec]="ip link show"
`,
  'shared.startup': 'echo hello\n',
  'R1.startup': 'ip address add 195.11.14.1/24 dev eth0\nsystemctl start frr\n',
  'R1/etc/frr/frr.conf': 'router rip\n',
  'R1/etc/hosts': '127.0.0.1 localhost\n',
  'r2.startup': '/etc/init.d/frr start\n',
  'pc1.startup': 'ip address add 195.11.14.5/24 dev eth0\nsystemctl start named\nsystemctl start krill\n',
  'pc1.shutdown': 'true\n',
  'shared/note.txt': 'for all\n',
  'lab.dep': 'pc1: R1\n',
};

describe('readLabFiles of a Kathará lab', () => {
  it('reads collision domains as plain networks and interfaces from eth0', () => {
    const { draft } = readTexts(files);
    expect(draft).toMatchObject({ name: 'two routers', instructions: 'RIP between two routers' });
    expect(draft?.networks.map(({ name, ipv4Subnet }) => [name, ipv4Subnet])).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(
      draft?.nodes.map(({ name, image, interfaces }) => [name, image, interfaces.map((link) => link.name)]),
    ).toEqual([
      ['r1', 'router', ['eth0', 'eth1']],
      ['r2', 'router', ['eth0']],
      ['pc1', 'host', ['eth0']],
    ]);
    expect(draft?.nodes[0]?.interfaces[1]).toMatchObject({ network: 'b', macAddress: '02:00:00:00:00:01' });
  });

  it('makes one script of the start-up files, and lays folders over the root', () => {
    const [r1, , pc1] = readTexts(files).draft?.nodes ?? [];
    expect(r1?.files.map(({ path }) => path)).toEqual([
      '/shared/note.txt',
      '/etc/frr/frr.conf',
      '/etc/hosts',
      '/etc/pineapple/startup.sh',
    ]);
    expect(r1?.files.at(-1)?.content).toBe(
      'echo hello\nip address add 195.11.14.1/24 dev eth0\nsystemctl start frr\n',
    );
    expect(pc1?.exec).toEqual(['bash /etc/pineapple/startup.sh', 'ip link show']);
    expect(pc1?.env).toEqual([{ name: 'ROLE', value: 'client' }]);
    expect(pc1?.sysctls).toEqual([{ name: 'net.ipv4.tcp_syncookies', value: '0' }]);
  });

  it('accounts for what is left out', () => {
    const read = readTexts(files);
    expect(notesOf(read, 'ERROR')).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/^pc1\.startup:3 Starting krill is left out/),
    ]);
    expect(notesOf(read, 'INFO')).toContainEqual("lab.conf:4 The network 'A' is named 'a'.");
  });

  it('reads entrypoints and their arguments, but not of routers', () => {
    const read = readTexts({
      'lab.conf': `pc1[0]=A
pc1[entrypoint]="sh -c"
pc1[args]='"sleep 5; true"'
r1[0]=A
r1[image]=kathara/frr
r1[args]="sleep 5"
`,
    });
    expect(read.draft?.nodes).toMatchObject([
      { entrypoint: ['sh', '-c'], command: ['sleep 5; true'] },
      { entrypoint: null, command: null },
    ]);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/^lab\.conf:6 'args' of device 'r1' is left out/),
    ]);
  });

  it('has devices wait for those in the lab.dep', () => {
    const { draft } = readTexts(files);
    expect(draft?.nodes.map(({ waitFor }) => waitFor)).toEqual([
      [],
      [],
      [{ container: 'r1', until: 'READY' }],
    ]);
    const deps = (text: string) => readTexts({ ...files, 'lab.dep': text });
    expect(notesOf(deps('# order\npc1: R1 pc9'), 'WARNING')).toContainEqual(
      "lab.dep:2 The line is left out. The lab has no device 'pc9'.",
    );
    expect(notesOf(deps('pc1 R1'), 'ERROR')[0]).toMatch(/^lab\.dep:1 'pc1 R1' is no line/);
    const { draft: circle } = deps('pc1: R1\nR1: r2\nr2: pc1');
    if (circle === null) throw new Error('The lab was not read.');
    expect(() => makeLab(circle)).toThrow("would wait for itself: 'pc1' → 'r1' → 'r2' → 'pc1'.");
  });

  it.each([
    ['a line that is none', 'pc1[0]=A\npc1 = B', 2, 'no line of a lab.conf'],
    ['an interface twice', 'pc1[0]=A\npc1[0]=B', 2, 'two interfaces 0'],
    ['a domain twice', 'pc1[0]=A\npc1[1]=A', 2, 'twice'],
    ['a gap', 'pc1[0]=A\npc1[2]=B', 1, 'no interface 1'],
    ['a MAC address that is none', 'pc1[0]=A/nothing', 1, 'not a MAC address'],
    ['an image of Open vSwitch', 'pc1[0]=A\npc1[image]=kathara/sdn', 2, "'kathara/sdn'"],
    ['no devices', 'LAB_NAME=x', null, 'no devices'],
  ])('refuses %s and names the line', (_what, text, line, message) => {
    const read = readTexts({ 'lab.conf': text });
    expect(read.draft).toBeNull();
    expect(notesOf(read, 'ERROR')).toContainEqual(
      expect.stringMatching(new RegExp(`^lab\\.conf:${line ?? '-'} .*${message}`)),
    );
  });

  it('serves the pages of a device that starts a web server, and leaves tools out', () => {
    const read = readTexts({
      'lab.conf': 'www[0]=A\nwireshark[image]=lscr.io/linuxserver/wireshark\nwireshark[port]=3000:3000',
      'www.startup': 'service apache2 start',
      'www/var/www/html/index.html': '<h1>hello</h1>',
    });
    expect(read.draft?.nodes).toMatchObject([
      {
        name: 'www',
        image: 'web',
        // A script that only starts a service has nothing to do.
        files: [{ path: '/srv/www/index.html' }],
        exec: [],
      },
    ]);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/^lab\.conf:2 Device 'wireshark' is left out/),
    ]);
  });

  it('keeps a list of daemons that says something, and names those that our images do not have', () => {
    const read = (list: string) =>
      readTexts({
        'lab.conf': 'r1[0]=A',
        'r1/etc/frr/daemons': list,
        'r1/etc/frr/frr.conf': 'router rip\n',
      });
    const pathsOf = (list: string) => read(list).draft?.nodes[0]?.files.map(({ path }) => path);
    const both = ['/etc/frr/daemons', '/etc/frr/frr.conf'];
    expect(pathsOf('zebra=yes\nripd=yes\nbgpd=yes\n')).toEqual(both);
    expect(notesOf(read('zebra=yes\nripd=yes\n'), 'WARNING')).toEqual([]);
    expect(notesOf(read('ripd=yes\nsharpd=yes\n'), 'WARNING')).toEqual([
      expect.stringContaining('wants sharpd, which our images do not have'),
    ]);
    // What stays has no comments.
    const [kept] =
      read('# one\n\nripd=yes\nripd_options="-A 127.0.0.1 --log stdout"\n').draft?.nodes[0]?.files ?? [];
    expect(kept?.content).toBe('ripd=yes\nripd_options="-A 127.0.0.1 --log stdout"\n');
    // As an exported lab has it, and as FRRouting's own file is.
    expect(pathsOf('bgpd=no\nripd=yes\n#\nvtysh_enable=yes\nripd_options="  -A 127.0.0.1"\n')).toEqual([
      '/etc/frr/frr.conf',
    ]);
    expect(pathsOf('zebra=yes\nripd=yes\nstaticd=yes\n')).toEqual(['/etc/frr/frr.conf']);
  });

  it('makes routers of devices with configuration of Quagga or BIRD, and leaves their start-up scripts as they are', () => {
    const read = readTexts({
      'lab.conf': 'r1[0]=A\nr2[0]=A\nr2[image]=kathara/base\ndns[0]=A\ndns[image]=kathara/bind:9.11',
      'r1/etc/quagga/ripd.conf': 'router rip\n',
      'r1.startup': 'ip link set eth0 up\nsystemctl start quagga.service\n',
      'r2/etc/bird/bird.conf': 'protocol device {}\n',
      'dns.startup': 'systemctl start bind9',
    });
    expect(read.draft?.nodes.map(({ image }) => image)).toEqual(['router', 'router', 'host']);
    const [r1, , dns] = read.draft?.nodes ?? [];
    expect(r1?.files.at(-1)?.content).toBe('ip link set eth0 up\nsystemctl start quagga.service\n');
    expect(dns?.files.at(-1)?.content).toBe('systemctl start bind9\n');
    expect(notesOf(read, 'WARNING')).toEqual([]);
    expect(notesOf(read, 'INFO')).toContainEqual(
      expect.stringMatching(
        /^lab\.conf:5 The image 'kathara\/bind:9\.11' is replaced by our image 'host'\. It runs BIND/,
      ),
    );
  });

  it('leaves out files that are no text', () => {
    const read = readTexts({ 'lab.conf': 'pc1[0]=A', 'pc1/bin/tool': 'a\0b' });
    expect(read.draft?.nodes[0]?.files).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual([expect.stringMatching(/^pc1\/bin\/tool:- .*no text/)]);
  });
});
