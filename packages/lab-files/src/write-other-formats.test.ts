import { type Lab, splitWords } from '@pineapple/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importedMode } from './container-files.ts';
import { draftOfLab } from './draft-of-lab.ts';
import { slugOf } from './host-names.ts';
import type { DraftNode, LabDraft } from './lab-draft.ts';
import { readLabFiles } from './read-lab-files.ts';
import { anyDraft, makeLab, withoutLines } from './testing/any-draft.ts';
import { notesOf } from './testing/read-texts.ts';
import { writeLab } from './write-lab-files.ts';

type OtherFormat = 'CONTAINERLAB' | 'KATHARA';
const formats: readonly OtherFormat[] = ['CONTAINERLAB', 'KATHARA'];
const numRuns = 30;

/** What both formats hold: plain networks, and files with the permissions that a file of their kind gets. */
function heldByBoth(draft: LabDraft): LabDraft {
  return {
    ...draft,
    ...{ instructions: null, spread: false, annotations: [] },
    networks: draft.networks.map((network) => ({
      ...network,
      ipv4Subnet: null,
      ipv6Subnet: null,
      internet: false,
    })),
    nodes: draft.nodes.map((node) => ({
      ...node,
      gateway: 'automatic',
      routes: [],
      ports: node.ports.map(({ port }) => ({ port, name: null })),
      interfaces: node.interfaces.map(({ quality: _, ...link }) => ({ ...link, addressed: true })),
      files: node.files.map(({ path, content }) => {
        const text = content.replaceAll('\0', '').replace(/^\ufeff+/, '');
        return { path, content: text, mode: importedMode(text, path) };
      }),
    })),
  };
}

function heldByContainerlab(given: LabDraft): LabDraft {
  const draft = heldByBoth(given);
  const ends = draft.nodes.flatMap(({ interfaces }) => interfaces.map(({ network }) => network));
  return {
    ...draft,
    name: slugOf(draft.name, 'lab'),
    networks: draft.networks.map((each) => (ends.includes(each.name) ? each : { ...each, mtu: 1500 })),
    nodes: draft.nodes.map((node) => ({
      ...node,
      ...(node.image === 'router' && { entrypoint: null, command: null }),
      workingDir: null,
      onStop: [],
    })),
  };
}

/** A router's are left out, and no value has quotes of both kinds. */
function heldWords({ image }: DraftNode, words: DraftNode['command']): DraftNode['command'] {
  if (image === 'router' || words === null) return null;
  return words.map((word) => word.replaceAll(/['"]/g, '_'));
}

/** What Kathará makes of commands at a stop. */
function asScript({ files, onStop }: DraftNode): Pick<DraftNode, 'files' | 'onStop'> {
  if (onStop.length === 0) return { files, onStop };
  const path = '/etc/pineapple/shutdown.sh';
  const script = { path, content: `${onStop.join('\n')}\n`, mode: 0o755 };
  return { files: [...files, script], onStop: [`bash ${path}`] };
}

function heldByKathara(given: LabDraft): LabDraft {
  const draft = heldByBoth(given);
  const used = new Set(draft.nodes.flatMap(({ interfaces }) => interfaces.map(({ network }) => network)));
  return {
    ...draft,
    networks: draft.networks
      .filter(({ name }) => used.has(name))
      .map((network) => ({ ...network, mtu: 1500, position: null })),
    nodes: draft.nodes.map((node) => ({
      ...node,
      ...{ user: null, workingDir: null, position: null },
      entrypoint: heldWords(node, node.entrypoint),
      command: heldWords(node, node.command),
      interfaces: node.interfaces.map((link, number) => ({ ...link, name: `eth${number}` })),
      exec: node.exec.map((line) => line.replaceAll('"', '')),
      ...asScript(node),
      waitFor: node.waitFor.map((each) => ({ ...each, until: 'READY' })),
      env: node.env.map((variable) => ({ ...variable, value: variable.value.replaceAll("'", '') })),
    })),
  };
}

const held = { CONTAINERLAB: heldByContainerlab, KATHARA: heldByKathara };

/** The formats have no order of networks and links, and Kathará gives commands to a shell. */
function unordered(draft: LabDraft | null): unknown {
  if (draft === null) return null;
  const byName = <T extends { readonly name: string | null }>(all: readonly T[]): readonly T[] =>
    all.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
  const node = ({ exec, interfaces, ...rest }: DraftNode) => ({
    ...rest,
    interfaces: byName(interfaces),
    exec: exec.map((line) => splitWords(line)),
  });
  return withoutLines({ ...draft, networks: byName(draft.networks), nodes: draft.nodes.map(node) as never });
}

function readBack(lab: Lab, format: OtherFormat) {
  const { files } = writeLab(lab, format, null);
  return readLabFiles(files);
}

describe.each(formats)('writeLab as %s', (format) => {
  it('loses nothing that the format holds, and warns of nothing then', () => {
    fc.assert(
      fc.property(anyDraft, (given) => {
        fc.pre(given.nodes.length > 0);
        const lab = makeLab(held[format](given));
        expect(notesOf(writeLab(lab, format, null), 'WARNING')).toEqual([]);
        const read = readBack(lab, format);
        expect([...notesOf(read, 'WARNING'), ...notesOf(read, 'ERROR')]).toEqual([]);
        expect(unordered(draftOfLab(makeLab(read.draft ?? given)))).toEqual(unordered(draftOfLab(lab)));
      }),
      { numRuns },
    );
  });

  it('makes a lab of any other that stays the same from then on', () => {
    fc.assert(
      fc.property(anyDraft, (given) => {
        fc.pre(given.nodes.length > 0);
        const first = readBack(makeLab(given), format);
        expect(notesOf(first, 'ERROR')).toEqual([]);
        const lab = makeLab(first.draft ?? given);
        const second = readBack(lab, format);
        expect(unordered(draftOfLab(makeLab(second.draft ?? given)))).toEqual(unordered(draftOfLab(lab)));
      }),
      { numRuns },
    );
  });
});

const network = {
  ipv4Subnet: null,
  ipv6Subnet: null,
  internet: false,
  mtu: 1500,
  position: null,
  line: null,
};
const link = { name: null, macAddress: null, ipv4Address: null, ipv6Address: null, addressed: true };
const node = {
  ...{ image: 'host', interfaces: [], files: [], sysctls: [], env: [], exec: [], waitFor: [] },
  ...{ onStop: [], cpus: null, memoryMb: null, ports: [] },
  ...{ entrypoint: null, command: null, user: null, workingDir: null },
  ...{ gateway: 'automatic', routes: [], position: null, line: null },
};
const campus = makeLab({
  ...{ name: 'Campus', instructions: 'Look.\nThen ping.', spread: true },
  annotations: [
    {
      ...{ kind: 'note', text: 'Look', colour: 'yellow', position: { x: 0, y: 0 } },
      ...{ width: 200, height: 96, line: null },
    },
  ],
  networks: [
    { ...network, name: 'lan', ipv4Subnet: '10.0.1.0/24' },
    { ...network, name: 'wan', ipv4Subnet: '10.0.2.0/24', internet: true, mtu: 9000 },
    { ...network, name: 'spare' },
  ],
  nodes: [
    {
      ...{ ...node, name: 'r-1', image: 'router' },
      interfaces: [
        { ...link, network: 'lan', name: 'swp1' },
        { ...link, network: 'wan' },
      ],
      files: [{ path: '/etc/frr/frr.conf', content: 'hostname r-1\n', mode: 0o640 }],
      position: { x: 10, y: -2.5 },
    },
    {
      ...{ ...node, name: 'www', image: 'web' },
      interfaces: [{ ...link, network: 'lan' }],
      files: [{ path: '/srv/www/index.html', content: '<h1>Hi</h1>\n', mode: 0o644 }],
      exec: ['sh -c \'echo "${HOME:-x} {{ .Name }}"\''],
    },
  ],
});

function textOf(format: OtherFormat, path: string): string | undefined {
  const file = writeLab(campus, format, null).files.find((each) => each.path === path);
  return new TextDecoder().decode(file?.content);
}

describe('a topology of containerlab', () => {
  it('is what a person would write, and keeps its variables and templates from being expanded', () => {
    const { files } = writeLab(campus, 'CONTAINERLAB', null);
    expect(files.map(({ path }) => path)).toEqual([
      'campus.clab.yml',
      'files/r-1/etc/frr/frr.conf',
      'files/r-1/etc/frr/daemons',
      'files/www/srv/www/index.html',
    ]);
    expect(textOf('CONTAINERLAB', 'campus.clab.yml')).toBe(`name: campus
topology:
  nodes:
    r-1:
      kind: linux
      image: quay.io/frrouting/frr:10.2.1
      network-mode: none
      exec:
        - ip address add 10.0.1.10/24 dev swp1
        - ip address add 10.0.2.10/24 dev eth0
      binds:
        - files/r-1/etc/frr/frr.conf:/etc/frr/frr.conf
        - files/r-1/etc/frr/daemons:/etc/frr/daemons
      labels:
        graph-posX: "10"
        graph-posY: "-2.5"
    www:
      kind: linux
      image: nginx:alpine
      network-mode: none
      exec:
        - ip address add 10.0.1.11/24 dev eth0
        - ip route replace default via 10.0.1.10
        - "sh -c 'echo \\"\\u0024{HOME:-x} \\u007b{ .Name }}\\"'"
      binds:
        - files/www/srv/www/index.html:/usr/share/nginx/html/index.html
    wan:
      kind: bridge
    spare:
      kind: bridge
  links:
    - type: veth
      endpoints:
        - node: r-1
          interface: swp1
        - node: www
          interface: eth0
      mtu: 1500
      labels:
        pineapple-network: lan
    - endpoints:
        - r-1:eth0
        - wan:wan-1
      mtu: 9000
`);
  });

  it('comes with a note for all that it does not hold', () => {
    expect(notesOf(writeLab(campus, 'CONTAINERLAB', null), 'WARNING')).toEqual([
      'campus.clab.yml:- The instructions are left out. A topology has none.',
      'campus.clab.yml:- That the lab is spread over several hosts is left out.',
      "campus.clab.yml:- Network 'lan' becomes plain, without 10.0.1.0/24. Commands set the addresses of its containers.",
      "campus.clab.yml:- Network 'wan' becomes plain, without 10.0.2.0/24. Commands set the addresses of its containers.",
      "campus.clab.yml:- The egress of network 'wan' is left out. The format has none.",
      "files/r-1/etc/frr/frr.conf:- The permissions 0640 of '/etc/frr/frr.conf' are left out. Files of a lab carry none, and this one gets 0644.",
    ]);
  });
});

describe('a lab of Kathará', () => {
  it('is what a person would write', () => {
    const { files } = writeLab(campus, 'KATHARA', null);
    expect(files.map(({ path }) => path)).toEqual([
      'lab.conf',
      'r_1.startup',
      'r_1/etc/frr/frr.conf',
      'r_1/etc/frr/daemons',
      'www.startup',
      'www/usr/share/nginx/html/index.html',
    ]);
    expect(textOf('KATHARA', 'lab.conf')).toBe(`LAB_NAME="Campus"

r_1[image]="kathara/frr"
r_1[0]="lan"
r_1[1]="wan"

www[image]="nginx:alpine"
www[0]="lan"
`);
    expect(textOf('KATHARA', 'r_1.startup')).toBe(
      'systemctl start frr\nip address add 10.0.1.10/24 dev swp1\nip address add 10.0.2.10/24 dev eth0\n',
    );
    expect(textOf('KATHARA', 'www.startup')).toBe(
      'ip address add 10.0.1.11/24 dev eth0\nip route replace default via 10.0.1.10\n' +
        'sh -c \'echo "${HOME:-x} {{ .Name }}"\'\n',
    );
  });

  it('comes with a note for all that it does not hold', () => {
    const { notes } = writeLab(campus, 'KATHARA', null);
    expect(notes.map(({ severity, message }) => `${severity} ${message.split('. ')[0]}`)).toEqual([
      "INFO The container 'r-1' is named 'r_1'.",
      'WARNING That the lab is spread over several hosts is left out.',
      'INFO The notes and frames on the canvas are left out',
      "WARNING Network 'lan' becomes plain, without 10.0.1.0/24",
      "WARNING Network 'wan' becomes plain, without 10.0.2.0/24",
      "WARNING The egress of network 'wan' is left out",
      "WARNING The MTU 9000 of network 'wan' is left out",
      "WARNING Network 'spare' is left out",
      'INFO The positions on the canvas are left out',
      "WARNING The interface swp1 of 'r-1' becomes eth0",
      "WARNING The interface eth0 of 'r-1' becomes eth1",
      "WARNING The permissions 0640 of '/etc/frr/frr.conf' are left out",
      "INFO The commands of 'www' are in its start-up script",
      'WARNING The instructions are left out',
    ]);
  });
});
