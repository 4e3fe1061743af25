import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOfLab } from './draft-of-lab.ts';
import type { LabDraft } from './lab-draft.ts';
import { labJsonSchema } from './own/lab-file-schema.ts';
import { readLabFiles } from './read-lab-files.ts';
import { anyDraft, makeLab, withoutLines } from './testing/any-draft.ts';
import { notesOf, readTexts } from './testing/read-texts.ts';
import { writeLab } from './write-lab-files.ts';

describe('writeLab', () => {
  it('loses nothing that reading gives back', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const lab = makeLab(draft);
        const { draft: read, notes } = readLabFiles(writeLab(lab, 'PINEAPPLE', null).files);
        expect(notes).toEqual([]);
        expect(withoutLines(read)).toEqual(withoutLines(draftOfLab(lab)));
        expect(draftOfLab(makeLab(read ?? draft))).toEqual(draftOfLab(lab));
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
          ...{ user: null, workingDir: null },
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
          waitFor: [],
          onStop: ['true'],
          cpus: 0.5,
          memoryMb: 128,
          ports: [
            { port: 80, name: 'Page' },
            { port: 22, name: null },
          ],
          entrypoint: null,
          gateway: 'automatic',
          routes: [{ destination: '10.0.9.0/24', gateway: '10.0.1.20' }],
          position: { x: 1, y: -2.5 },
        },
      ],
      annotations: [
        {
          ...{ kind: 'note', text: 'Set the cost.\nThen ping.', colour: 'yellow', line: null },
          ...{ position: { x: 0, y: 80 }, width: 200, height: 96 },
        },
        {
          ...{ kind: 'rectangle', text: 'Area 0', colour: 'red', line: null },
          ...{ position: { x: -8, y: -8 }, width: 320, height: 200 },
        },
      ],
    };
    const { files, notes } = writeLab(
      makeLab(draft),
      'PINEAPPLE',
      'https://labs.example.org/lab.schema.json',
    );
    expect(notes).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual(['lab.yaml']);
    expect(new TextDecoder().decode(files[0]?.content))
      .toBe(`# yaml-language-server: $schema=https://labs.example.org/lab.schema.json
pineapple: 1
name: pair
networks:
  lan:
    ipv4: 10.0.1.0/24
containers:
  r1:
    image: router
    routes:
      10.0.9.0/24: 10.0.1.20
    position:
      - 1
      - -2.5
    interfaces:
      - network: lan
        name: eth0
        ipv4: 10.0.1.10
    exec:
      - ip link show
    onStop:
      - "true"
    cpus: 0.5
    memoryMb: 128
    ports:
      - port: 80
        name: Page
      - 22
    files:
      /etc/motd: |
        hello
        there
annotations:
  - kind: note
    text: |-
      Set the cost.
      Then ping.
    position:
      - 0
      - 80
  - kind: rectangle
    text: Area 0
    colour: red
    position:
      - -8
      - -8
    size:
      - 320
      - 200
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
          routes: [],
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
    [
      'a container to wait for that is missing',
      'containers:\n  a:\n    image: host\n    waitFor: { b: READY }',
      6,
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
