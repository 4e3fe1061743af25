import { describe, expect, it } from 'vitest';
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
  'pc1.startup': 'ip address add 195.11.14.5/24 dev eth0\nsystemctl start named\n',
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
      'echo hello\nip address add 195.11.14.1/24 dev eth0\n: systemctl start frr\n',
    );
    expect(pc1?.exec).toEqual(['bash /etc/pineapple/startup.sh', 'ip link show']);
    expect(pc1?.env).toEqual([{ name: 'ROLE', value: 'client' }]);
    expect(pc1?.sysctls).toEqual([{ name: 'net.ipv4.tcp_syncookies', value: '0' }]);
  });

  it('accounts for what is left out', () => {
    const read = readTexts(files);
    expect(notesOf(read, 'ERROR')).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual([
      expect.stringMatching(/^lab\.dep:- /),
      expect.stringMatching(/^lab\.conf:9 'mem' of device 'pc1'/),
      expect.stringMatching(/^pc1\.shutdown:- /),
      expect.stringMatching(/^pc1\.startup:2 Starting named is left out/),
    ]);
    expect(notesOf(read, 'INFO')).toContainEqual("lab.conf:4 The network 'A' is named 'a'.");
  });

  it.each([
    ['a line that is none', 'pc1[0]=A\npc1 = B', 2, 'no line of a lab.conf'],
    ['an interface twice', 'pc1[0]=A\npc1[0]=B', 2, 'two interfaces 0'],
    ['a domain twice', 'pc1[0]=A\npc1[1]=A', 2, 'twice'],
    ['a gap', 'pc1[0]=A\npc1[2]=B', 1, 'no interface 1'],
    ['a MAC address that is none', 'pc1[0]=A/nothing', 1, 'not a MAC address'],
    ['an image that is not known', 'pc1[0]=A\npc1[image]=vendor/os', 2, "'vendor/os'"],
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

  it('leaves out the list of daemons, and names those that do not run', () => {
    const daemons = (text: string) => readTexts({ 'lab.conf': 'r1[0]=A', 'r1/etc/frr/daemons': text });
    expect(daemons('zebra=yes\nbgpd=yes\nripd=no\n').draft?.nodes[0]).toMatchObject({
      image: 'router',
      files: [],
    });
    expect(notesOf(daemons('zebra=yes\nripd=yes\n'), 'WARNING')).toEqual([
      expect.stringContaining('wants ripd, which'),
    ]);
    expect(notesOf(daemons('zebra=yes\nbgpd=yes\n'), 'WARNING')).toEqual([]);
  });

  it('leaves out files that are no text', () => {
    const read = readTexts({ 'lab.conf': 'pc1[0]=A', 'pc1/bin/tool': 'a\0b' });
    expect(read.draft?.nodes[0]?.files).toEqual([]);
    expect(notesOf(read, 'WARNING')).toEqual([expect.stringMatching(/^pc1\/bin\/tool:- .*no text/)]);
  });
});
