import { randomBytes } from 'node:crypto';
import {
  builtInImages,
  type HostManifest,
  type Lab,
  type EditContext,
  labTemplates,
  newLabFromTemplate,
  toHostManifest,
} from '@pineapple/core';
import { labFromDraft, readLabFiles } from '@pineapple/lab-files';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { containerName } from './docker/docker-names.ts';
import { TestHost } from './testing/test-host.ts';

let host: TestHost;
const running: HostManifest[] = [];
beforeAll(async () => {
  host = await TestHost.start();
});
afterAll(async () => {
  await Promise.all(running.map((lab) => host.apply({ ...lab, ...nothing, revision: lab.revision + 100 })));
  await host[Symbol.asyncDispose]();
});

const nothing = { removed: true, networks: [], containers: [] };
const context: EditContext = {
  now: new Date().toISOString(),
  random: (size) => randomBytes(size),
  limits: { networksPerLab: 20, containersPerLab: 20, interfacesPerContainer: 16 },
  images: builtInImages,
};

const ownerId = 'usr_aaaaaaaaaaaa';

/** Starts a lab from a template, and waits until every container is READY. */
async function bringUp(templateId: string) {
  const template = labTemplates.find(({ id }) => id === templateId);
  if (!template) throw new Error(`No such template: ${templateId}`);
  const made = newLabFromTemplate({ name: template.name, ownerId }, template, context);
  if (!made.ok) throw new Error(made.error.message);
  return bringUpLab(made.value, templateId);
}

/** Starts a lab from files of another format, by path, and waits until every container is READY. */
async function bringUpFiles(files: Readonly<Record<string, string>>) {
  const encoder = new TextEncoder();
  const { draft, notes } = readLabFiles(
    Object.entries(files).map(([path, text]) => ({ path, content: encoder.encode(text) })),
  );
  expect(notes.filter(({ severity }) => severity !== 'INFO')).toEqual([]);
  if (draft === null) throw new Error('The files are no lab.');
  const made = labFromDraft(draft, { name: null, ownerId }, context);
  if (!made.ok) throw new Error(made.error.error.message);
  return bringUpLab(made.value, draft.name);
}

async function bringUpLab(lab: Lab, templateId: string) {
  const desired = toHostManifest({ ...lab, revision: 1 }, builtInImages);
  running.push(desired);
  const report = await host.apply(desired);
  expect(report.steps.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  await host.events.until(`${templateId} READY`, () =>
    desired.containers.every(({ id }) => host.events.container(id)?.phase === 'READY'),
  );
  const idOf = (name: string): string => desired.containers.find((each) => each.name === name)?.id ?? name;
  return {
    desired,
    exec: (name: string, command: string) => host.exec(idOf(name), 'sh', '-c', command),
    /** Repeats a command in a container until it succeeds. Each attempt waits for its own timeout. */
    async until(name: string, command: string): Promise<string> {
      for (;;) {
        const { code, output } = await host.exec(idOf(name), 'sh', '-c', command);
        if (code === 0) return output;
      }
    },
    restart: (name: string) =>
      host.docker.transport.call('POST', `/containers/${containerName(idOf(name))}/restart`, { t: '1' }),
  };
}

const ping = (address: string): string => `ping -c 1 -W 1 ${address}`;

it('two hosts on one network reach each other by name', async () => {
  const lab = await bringUp('two-hosts');
  await lab.until('host-1', ping('host-2'));
  await lab.until('host-2', ping('host-1'));
});

it('hosts on two subnets reach each other through their router, also after a restart', async () => {
  const lab = await bringUp('routed-subnets');
  await lab.until('host-1', ping('10.0.2.10'));
  await lab.until('host-1', 'traceroute -n -q 1 -w 1 10.0.2.10 | grep -q 10.0.1.1');
  await lab.restart('host-1');
  await lab.until('host-1', ping('10.0.2.10'));
  expect((await lab.exec('host-1', 'ip route show default')).output).toBe('default via 10.0.1.1 dev eth0');
});

it('routers in a triangle learn all routes by OSPF, and take another when a link fails', async () => {
  const lab = await bringUp('ospf-triangle');
  for (const [from, to] of [
    ['host-1', '10.0.2.10'],
    ['host-1', '10.0.3.10'],
    ['host-2', '10.0.3.10'],
  ] as const) {
    await lab.until(from, ping(to));
  }
  // The log of a router begins without a complaint about daemons that are not there yet.
  const { output } = await lab.exec(
    'r1',
    'bash -c ". /usr/local/lib/frr/settings; daemon_stop nosuch --quiet" 2>&1',
  );
  expect(output).not.toContain('kill');
  // A ping may have taken the long way while two of the routers were not neighbours yet.
  await lab.until('r1', 'vtysh -c "show ip route ospf" | grep -q 10.0.23.0/30');
  await lab.until('host-1', 'traceroute -n -q 1 -w 1 10.0.2.10 | grep -q 10.0.12.2');
  await lab.exec('r1', 'ip link set eth1 down');
  await lab.until(
    'host-1',
    'traceroute -n -q 1 -w 1 10.0.2.10 | grep -q 10.0.13.2 && ping -c 1 -W 1 10.0.2.10',
  );
  // A restart keeps changes of the router's configuration, and does not restore the template's.
  await lab.exec(
    'r3',
    'vtysh -c "configure terminal" -c "ip route 10.9.9.9/32 blackhole" -c end -c "write memory"',
  );
  await lab.restart('r3');
  await lab.until('r3', 'ip route show 10.9.9.9 | grep -q blackhole');
});

it('two autonomous systems exchange their networks by BGP', async () => {
  const lab = await bringUp('bgp-pair');
  await lab.until('host-1', ping('10.2.0.10'));
  expect((await lab.exec('r1', 'vtysh -c "show bgp ipv4 unicast"')).output).toMatch(
    /\*> 10\.2\.0\.0\/24 .*65002 i/,
  );
  expect((await lab.exec('r2', 'vtysh -c "show ip route bgp"')).output).toContain('10.1.0.0/24');
});

it('every client gets the page of the web server', async () => {
  const lab = await bringUp('web-and-clients');
  for (const client of ['client-1', 'client-2', 'client-3']) {
    expect((await lab.exec(client, 'curl -s http://web')).output).toContain('<h1>web</h1>');
  }
});

it('routers of a Kathará lab run RIP, one with files of Quagga, and a name server and BIRD start when they are told to', async () => {
  const address = (device: string, ...own: readonly string[]): string =>
    own.map((each, number) => `ip address add ${each} dev eth${number}\n`).join('') +
    `systemctl start ${device}\n`;
  const rip = 'router rip\n network 0.0.0.0/0\n';
  const lab = await bringUpFiles({
    'lab.conf':
      'LAB_NAME=rip\nr1[0]=A\nr1[1]=B\nr1[image]=kathara/frr\nr2[0]=B\nr2[1]=C\nr2[image]=kathara/quagga\n' +
      'dns[0]=C\ndns[image]=kathara/base\nb1[0]=A\n',
    'r1.startup': address('frr', '195.11.14.1/24', '100.0.0.9/30'),
    'r1/etc/frr/daemons': 'zebra=yes\nripd=yes\n',
    'r1/etc/frr/frr.conf': rip,
    'r2.startup': address('quagga', '100.0.0.10/30', '200.1.1.1/24'),
    'r2/etc/quagga/ripd.conf': `hostname ripd\npassword zebra\n${rip}`,
    'dns.startup': `${address('named', '200.1.1.7/24')}ip route add default via 200.1.1.1\n`,
    'dns/etc/bind/named.conf': 'zone "lab" { type master; file "/etc/bind/db.lab"; };\n',
    'dns/etc/bind/db.lab': '$TTL 60\n@ IN SOA dns root 1 60 60 60 60\n@ IN NS dns\ndns IN A 200.1.1.7\n',
    'b1.startup': 'ip address add 195.11.14.3/24 dev eth0\nservice bird start\n',
    'b1/etc/bird/bird.conf':
      'protocol device {}\nprotocol kernel { ipv4 { export all; }; }\n' +
      'protocol rip { ipv4 { import all; export all; }; interface "eth0" { version 2; }; }\n',
  });
  const daemons = async (name: string) =>
    (await lab.exec(name, 'vtysh -c "show daemons"')).output.trim().split(/\s+/);
  for (const router of ['r1', 'r2'])
    await expect
      .poll(async () => (await daemons(router)).toSorted())
      .toEqual(['ripd', 'staticd', 'watchfrr', 'zebra']);
  await lab.until('r1', 'ip route show 200.1.1.0/24 | grep -q "via 100.0.0.10"');
  await lab.until('b1', 'ip route show 200.1.1.0/24 | grep -q "via 195.11.14.1"');
  // r2 may still have to learn the way back.
  await lab.until('b1', 'dig +short @200.1.1.7 dns.lab | grep -qx 200.1.1.7');
  expect((await lab.exec('b1', 'pgrep zebra')).code).toBe(1);
  expect((await lab.exec('b1', 'systemctl start nosuch')).output).toContain('no service nosuch');

  // A daemon that is added to the list starts with the next start of FRRouting.
  await lab.exec('r1', 'echo ospfd=yes >> /etc/frr/daemons');
  expect(await lab.exec('r1', 'service frr restart')).toMatchObject({ code: 0 });
  await expect.poll(() => daemons('r1')).toContain('ospfd');
  await lab.until('r1', 'ip route show 200.1.1.0/24 | grep -q "via 100.0.0.10"');
});

it('routers of a containerlab topology with bound files exchange routes by BGP with BFD', async () => {
  const router = (own: string, other: string, lan: string): string => `frr defaults traditional
interface eth1
 ip address 10.0.0.${own}/30
interface lo
 ip address ${lan}
router bgp 6500${own}
 no bgp ebgp-requires-policy
 neighbor 10.0.0.${other} remote-as external
 neighbor 10.0.0.${other} bfd
 address-family ipv4 unicast
  network ${lan}
`;
  const lab = await bringUpFiles({
    'bgp.clab.yml': `name: bgp
topology:
  kinds:
    linux: { image: "quay.io/frrouting/frr:10.5.1" }
  nodes:
    R1: { kind: linux, binds: ["R1/daemons:/etc/frr/daemons", "R1/frr.conf:/etc/frr/frr.conf"] }
    R2: { kind: linux, startup-config: R2.conf }
  links:
    - endpoints: ["R1:eth1", "R2:eth1"]
`,
    'R1/daemons': '# What runs\nbgpd=yes\nbfdd=yes\nisisd=yes\nbgpd_options="-A 127.0.0.1"\n',
    'R1/frr.conf': router('1', '2', '192.0.2.1/32'),
    'R2.conf': router('2', '1', '198.51.100.1/32'),
  });
  await lab.until('r1', 'ip route show 198.51.100.1 | grep -q "via 10.0.0.2"');
  await lab.until('r2', 'ip route show 192.0.2.1 | grep -q "via 10.0.0.1"');
  await lab.until('r2', 'vtysh -c "show bfd peers" | grep -q "Status: up"');
  await lab.until('r1', 'vtysh -c "show daemons" | grep -q isisd');
  expect((await lab.exec('r2', 'vtysh -c "show daemons"')).output).not.toMatch(/isisd|ospfd/);
});
