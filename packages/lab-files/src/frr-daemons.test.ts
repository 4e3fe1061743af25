import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configuredDaemons } from './frr-daemons.ts';

const script = join(import.meta.dirname, '../../../images/host/frr/configured');

/** What the image's own script finds in a folder with these files. */
function foundByImage(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pn-frr-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return execFileSync('bash', [script, folder], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

it.each<[string, Record<string, string>, readonly string[]]>([
  ['nothing', {}, []],
  ['nothing but names', { 'frr.conf': 'hostname r1\nlog stdout\n! router rip\n' }, []],
  [
    'files of single daemons',
    { 'zebra.conf': '', 'ripd.conf': 'router rip\n', 'ldpd.conf': '' },
    ['ripd', 'ldpd'],
  ],
  ['RIP and RIPng', { 'frr.conf': 'router rip\r\n network 10.0.0.0/8\r\n' }, ['ripd']],
  ['RIPng alone', { 'frr.conf': 'router ripng\n' }, ['ripngd']],
  ['OSPF for IPv6 alone', { 'frr.conf': 'router ospf6\n' }, ['ospf6d']],
  ['OSPF of an interface', { 'frr.conf': 'interface eth0\n ip ospf area 0\n' }, ['ospfd']],
  ['the last line without an end', { 'frr.conf': '!\nrouter ospf vrf red' }, ['ospfd']],
  [
    'BGP whose neighbours use BFD',
    { 'frr.conf': 'router bgp 65001\n neighbor 10.0.0.2 remote-as 65002\n neighbor 10.0.0.2 bfd\n' },
    ['bgpd', 'bfdd'],
  ],
  [
    'all of the others',
    {
      'frr.conf':
        'router isis core\nrouter openfabric dc\nrouter babel\nrouter eigrp 1\nmpls ldp\ninterface eth0\n ip pim\n' +
        ' ip nhrp network-id 1\n vrrp 1\npbr-map way seq 1\nsegment-routing\n traffic-eng\nip ospf bfd\n',
    },
    [
      'ospfd',
      'isisd',
      'babeld',
      'pimd',
      'ldpd',
      'nhrpd',
      'eigrpd',
      'pbrd',
      'bfdd',
      'fabricd',
      'vrrpd',
      'pathd',
    ],
  ],
])('finds the daemons of a configuration with %s, as the image does', (_what, files, daemons) => {
  const given = Object.entries(files).map(([name, content]) => ({ path: `/etc/frr/${name}`, content }));
  expect(configuredDaemons(given)).toEqual(daemons);
  expect(foundByImage(files)).toEqual(daemons);
});
