import { builtInImages, type ContainerVariable, type Lab } from '@pineapple/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOfLab } from './draft-of-lab.ts';
import type { DraftInterface, DraftNetwork, DraftNode, LabDraft } from './lab-draft.ts';
import { labFromDraft } from './lab-from-draft.ts';
import { labJsonSchema } from './own/lab-file-schema.ts';
import { readLabFiles } from './read-lab-files.ts';
import { notesOf, readTexts } from './testing/read-texts.ts';
import { writeLab } from './write-lab-files.ts';

let seed = 0;
const context = {
  now: '2026-01-02T03:04:05.000Z',
  random: (size: number) => Uint8Array.from({ length: size }, () => (seed = (seed * 31 + 7) % 251)),
  limits: { networksPerLab: 100, containersPerLab: 100, interfacesPerContainer: 16 },
  images: builtInImages,
};

function make(draft: LabDraft): Lab {
  const made = labFromDraft(draft, { name: null, ownerId: 'usr_1' }, context);
  if (!made.ok) throw new Error(made.error.error.message);
  return made.value;
}

const position = fc.option(
  fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.integer({ min: -9999, max: 9999 }) }),
);
/** Words that YAML would read as something else, and any text. */
const text = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '1.10',
    '0x1f',
    '~',
    '# no comment',
    '- a',
    "it's: {",
    '*a',
    '&a',
    '!x',
    '<<',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const line = text.map((each) => each.replace(/[\p{Cc}\p{Cs}]/gu, '')).filter((each) => each.trim() !== '');

const anyNetwork = fc
  .record({
    kind: fc.constantFrom('plain', 'ipv4', 'ipv6', 'both', 'egress'),
    mtu: fc.integer({ min: 1280, max: 9500 }),
    position,
  })
  .map(({ kind, mtu, position: at }) => (index: number): DraftNetwork => ({
    name: `n${index}x`,
    ipv4Subnet: ['ipv4', 'both', 'egress'].includes(kind) ? `10.${index}.0.0/16` : null,
    ipv6Subnet: ['ipv6', 'both'].includes(kind) ? `fd00:${index + 1}::/64` : null,
    internet: kind === 'egress',
    mtu,
    position: at,
    line: null,
  }));
const anyLink = fc.record({
  on: fc.boolean(),
  addressed: fc.boolean(),
  mac: fc.boolean(),
  name: fc.option(fc.constantFrom('swp', 'eth', 'ens')),
});
const anyNode = fc.record({
  image: fc.constantFrom('host', 'router', 'web'),
  links: fc.array(anyLink, { minLength: 4, maxLength: 4 }),
  contents: fc.array(fc.record({ content: text, mode: fc.constantFrom(0o644, 0o755, 0o640, 0) }), {
    maxLength: 3,
  }),
  sysctl: fc.option(fc.constantFrom('0', '1', '4096 87380')),
  env: fc.option(line),
  command: fc.option(fc.array(line, { minLength: 1, maxLength: 3 })),
  exec: fc.array(fc.constantFrom('ip link', 'sh -c \'echo "a b" | wc\'', 'true # x'), { maxLength: 3 }),
  gateway: fc.constantFrom('automatic', 'none'),
  position,
});

const anyDraft: fc.Arbitrary<LabDraft> = fc
  .record({
    name: fc.constantFrom('lab', 'no', 'Übung 1: "Ring"', '1e3'),
    instructions: fc.option(fc.constantFrom('Look.\n$ ip route\n', ' two  \n\n  spaces ', '')),
    spread: fc.boolean(),
    networks: fc.array(anyNetwork, { maxLength: 4 }),
    nodes: fc.array(anyNode, { maxLength: 4 }),
  })
  .map(({ networks, nodes, ...rest }) => {
    const made = networks.map((network, index) => network(index));
    return {
      ...rest,
      networks: made,
      nodes: nodes.map(({ links, contents, sysctl, env, ...node }, index): DraftNode => ({
        ...node,
        name: `c${index}x`,
        interfaces: made.flatMap(({ name }, at): DraftInterface[] => {
          const link = links[at];
          if (!link?.on) return [];
          return [
            {
              network: name,
              name: link.name === null ? null : `${link.name}${at}`,
              macAddress: link.mac ? `02:00:00:00:0${index}:0${at}` : null,
              ipv4Address: null,
              ipv6Address: null,
              addressed: link.addressed,
            },
          ];
        }),
        files: contents.map((file, number) => ({ ...file, path: `/etc/file-${number}` })),
        sysctls: sysctl === null ? [] : [{ name: 'net.ipv4.tcp_rmem', value: sysctl }],
        env: env === null ? [] : [{ name: 'VALUE', value: env } satisfies ContainerVariable],
        line: null,
      })),
    };
  });

describe('writeLab', () => {
  it('loses nothing that reading gives back', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const lab = make(draft);
        const { draft: read, notes } = readLabFiles([writeLab(lab, null)]);
        expect(notes).toEqual([]);
        expect(withoutLines(read)).toEqual(withoutLines(draftOfLab(lab)));
        expect(draftOfLab(make(read ?? draft))).toEqual(draftOfLab(lab));
      }),
      { numRuns: 60 },
    );
  });

  it('writes what a person would', () => {
    const draft: LabDraft = {
      ...{ name: 'pair', instructions: null, spread: false },
      networks: [
        {
          name: 'lan',
          ipv4Subnet: '10.0.1.0/24',
          ipv6Subnet: null,
          internet: false,
          mtu: 1500,
          position: null,
          line: null,
        },
      ],
      nodes: [
        {
          ...{ name: 'r1', image: 'router', sysctls: [], env: [], command: null, line: null },
          interfaces: [
            {
              network: 'lan',
              name: null,
              macAddress: null,
              ipv4Address: null,
              ipv6Address: null,
              addressed: true,
            },
          ],
          files: [{ path: '/etc/motd', content: 'hello\nthere\n', mode: 0o644 }],
          exec: ['ip link show'],
          gateway: 'automatic',
          position: { x: 1, y: -2.5 },
        },
      ],
    };
    const { path, content } = writeLab(make(draft), 'https://labs.example.org/lab.schema.json');
    expect(path).toBe('lab.yaml');
    expect(new TextDecoder().decode(content))
      .toBe(`# yaml-language-server: $schema=https://labs.example.org/lab.schema.json
pineapple: 1
name: pair
networks:
  lan:
    ipv4: 10.0.1.0/24
containers:
  r1:
    image: router
    position:
      - 1
      - -2.5
    interfaces:
      - network: lan
        name: eth0
        ipv4: 10.0.1.10
    exec:
      - ip link show
    files:
      /etc/motd: |
        hello
        there
`);
  });
});

describe('readLabFiles of a lab.yaml', () => {
  it('fills in what a person leaves out', () => {
    const { draft } = readTexts({
      'lab.yaml':
        'pineapple: 1\nname: x\nnetworks:\n  wire: {}\ncontainers:\n  a:\n    image: host\n    interfaces:\n      - network: wire\n',
    });
    expect(draft).toMatchObject({
      networks: [{ name: 'wire', ipv4Subnet: null, mtu: 1500, line: 4 }],
      nodes: [
        {
          name: 'a',
          gateway: 'automatic',
          files: [],
          interfaces: [{ name: null, addressed: true }],
          line: 6,
        },
      ],
    });
  });

  it.each([
    ['a field that there is not', 'nodes: {}', 3],
    [
      'a network that is missing',
      'containers:\n  a:\n    image: host\n    interfaces:\n      - network: lan',
      7,
    ],
    ['a relative path of a file', 'containers:\n  a:\n    image: host\n    files:\n      etc/motd: x', 7],
    ['an MTU that no network has', 'networks:\n  a: { mtu: 10 }', 4],
  ])('refuses %s and names the line', (_what, rest, at) => {
    const read = readTexts({ 'lab.yaml': `pineapple: 1\nname: x\n${rest}\n` });
    expect(read.draft).toBeNull();
    expect(notesOf(read, 'ERROR')[0]).toMatch(new RegExp(`^lab\\.yaml:${at} `));
  });

  it('has a JSON Schema that describes every field', () => {
    const fields = JSON.stringify(labJsonSchema());
    expect(JSON.parse(fields)).toMatchObject({
      required: ['pineapple', 'name'],
      additionalProperties: false,
    });
    for (const field of ['ipv4', 'interfaces', 'exec', 'gateway']) expect(fields).toContain(`"${field}":{`);
  });
});

function withoutLines(draft: LabDraft | null): unknown {
  return JSON.parse(JSON.stringify(draft, (key, value: unknown) => (key === 'line' ? undefined : value)));
}
