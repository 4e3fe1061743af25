import { emptyConfig, type Lab } from '@pineapple/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOfLab } from '../draft-of-lab.ts';
import type { LabDraft } from '../lab-draft.ts';
import { readLabFiles } from '../read-lab-files.ts';
import { anyDraft, editContext, makeLab, withoutLines } from '../testing/any-draft.ts';
import { writeLab } from '../write-lab-files.ts';
import { changeLab } from './change-lab.ts';
import { changesOf } from './lab-plan.ts';
import { isEmptyPlan, planLab } from './plan-lab.ts';

function changed(lab: Lab, draft: LabDraft): Lab {
  const result = changeLab(lab, draft, 'PINEAPPLE', editContext);
  if (!result.ok) throw new Error(`${result.error.subject}: ${result.error.error.message}`);
  return result.value.lab;
}

/** The plan for a lab.yaml, as lines. */
function planFor(lab: Lab, text: string): readonly string[] {
  const { draft, notes } = readLabFiles([{ path: 'lab.yaml', content: new TextEncoder().encode(text) }]);
  if (draft === null) throw new Error(JSON.stringify(notes));
  return changesOf(planLab(draftOfLab(lab), draft, 'PINEAPPLE')).map(
    ({ kind, action, effect, name, details }) =>
      [action, kind, name, `(${effect})`, details.join('; ')].join(' ').trim(),
  );
}

function labOf(text: string): Lab {
  const { draft } = readLabFiles([{ path: 'lab.yaml', content: new TextEncoder().encode(text) }]);
  if (draft === null) throw new Error('The text is no lab.');
  return makeLab(draft);
}

const office = `pineapple: 1
name: office
networks:
  lan: { ipv4: 10.0.1.0/24 }
  wire: {}
containers:
  a:
    image: host
    interfaces: [{ network: lan }, { network: wire }]
  b:
    image: host
    exec: [ip link]
    interfaces: [{ network: lan, ipv4: 10.0.1.20 }, { network: wire }]
`;

describe('changeLab', () => {
  it('changes the quality of a link, which only a lab.yaml says', () => {
    const lossy = office.replace(
      '{ network: wire }]',
      '{ network: wire, link: { fromContainer: { lossPercent: 5, delayMs: 3, jitterMs: 1, jitterDistribution: PARETO } } }]',
    );
    const lab = labOf(office);
    expect(planFor(lab, lossy)).toEqual([expect.stringMatching(/^CHANGE .*link$/)]);
    const { draft } = readLabFiles([{ path: 'lab.yaml', content: new TextEncoder().encode(lossy) }]);
    if (draft === null) throw new Error('The text is no lab.');
    const after = changed(lab, draft);
    const quality = after.containers[0]?.interfaces[1]?.quality?.fromContainer;
    expect([quality?.lossPercent, quality?.jitterDistribution]).toEqual([5, 'PARETO']);
    expect(planFor(after, lossy)).toEqual([]);
    expect(isEmptyPlan(planLab(draftOfLab(after), draftOfLab(lab), 'KATHARA'))).toBe(true);
  });

  it('changes what a container may use, offers and does at its stop while it runs', () => {
    const lab = labOf(office.replace('exec: [ip link]', 'ports: [{ port: 80, name: Shop }]'));
    const wanted = office.replace('exec: [ip link]', 'cpus: 0.5\n    memoryMb: 64\n    onStop: ["true"]');
    expect(planFor(lab, wanted)).toEqual([
      'CHANGE CONTAINER b (LIVE) stop commands; cpus: none → 0.5; memory in MB: none → 64; ports',
    ]);
    // Other formats have no names of ports.
    const draft = draftOfLab(lab);
    const nodes = draft.nodes.map((node) => ({
      ...node,
      ports: node.ports.map((each) => ({ ...each, name: null })),
    }));
    expect(isEmptyPlan(planLab(draft, { ...draft, nodes }, 'KATHARA'))).toBe(true);
    expect(isEmptyPlan(planLab(draft, { ...draft, nodes }, 'PINEAPPLE'))).toBe(false);
  });

  it('leaves nothing to change, whatever the lab was before', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (before, after) => {
        const lab = changed(makeLab(before), after);
        expect(isEmptyPlan(planLab(draftOfLab(lab), after, 'PINEAPPLE'))).toBe(true);
        expect(changed(lab, after)).toBe(lab);
        const fresh = draftOfLab(makeLab(after));
        const own = draftOfLab(lab);
        const facts = ({ networks, nodes }: LabDraft) => ({
          networks: new Map(
            networks.map(({ name, ipv4Subnet, ipv6Subnet, mtu, internet }) => [
              name,
              { ipv4Subnet, ipv6Subnet, mtu, internet },
            ]),
          ),
          nodes: new Map(
            nodes.map(({ name, image, files, exec, env, command, sysctls, gateway, interfaces }) => [
              name,
              {
                image,
                files,
                exec,
                env,
                command,
                sysctls,
                gateway,
                on: interfaces.map(({ network }) => network).sort(),
              },
            ]),
          ),
        });
        expect(facts(own)).toEqual(facts(fresh));
      }),
      { numRuns: 40 },
    );
  });

  it('changes nothing for the files that the lab was exported as', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const lab = makeLab(draft);
        const { draft: exported } = readLabFiles(writeLab(lab, 'PINEAPPLE', null).files);
        expect(changed(lab, exported ?? draft)).toBe(lab);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the ids and addresses of what stays, and of what is recreated the addresses', () => {
    const lab = labOf(office);
    const text = office
      .replace('wire: {}', 'wire: { mtu: 9000 }')
      .replace('image: host', 'image: host\n    user: "1000"')
      .replace('image: host\n    exec', 'image: web\n    exec');
    const { draft } = readLabFiles([{ path: 'lab.yaml', content: new TextEncoder().encode(text) }]);
    const next = changed(lab, draft ?? draftOfLab(lab));
    expect(next.networks.map(({ id, mtu }) => [id, mtu])).toEqual([
      [lab.networks[0]?.id, 1500],
      [lab.networks[1]?.id, 9000],
    ]);
    const [a] = lab.containers;
    expect(next.containers[0]).toEqual({ ...a, config: { ...emptyConfig, user: '1000' } });
    expect(next.containers[1]?.id).not.toBe(lab.containers[1]?.id);
    expect(next.containers[1]).toMatchObject({ name: 'b', interfaces: [{ ipv4Address: '10.0.1.20' }, {}] });
  });

  it('exchanges two addresses', () => {
    const text = office.replace('{ network: lan }', '{ network: lan, ipv4: 10.0.1.10 }');
    const swapped = text
      .replace('10.0.1.10', '10.0.1.x')
      .replace('10.0.1.20', '10.0.1.10')
      .replace('10.0.1.x', '10.0.1.20');
    const { draft } = readLabFiles([{ path: 'lab.yaml', content: new TextEncoder().encode(swapped) }]);
    const next = changed(labOf(text), draft ?? draftOfLab(labOf(text)));
    const addresses = next.containers.map(({ interfaces }) =>
      interfaces.map(({ ipv4Address }) => ipv4Address),
    );
    expect(addresses.map((own) => own.filter((address) => address !== null))).toEqual([
      ['10.0.1.20'],
      ['10.0.1.10'],
    ]);
  });

  it.each(['10.0.1.10', '10.0.1.20'])('chooses none of the addresses that others ask for: %s', (asked) => {
    const lines = (text: string): string =>
      `pineapple: 1\nname: lab\nnetworks: { lan: { ipv4: 10.0.1.0/24 } }\ncontainers:\n${text}`;
    const b = `  b: { image: host, interfaces: [{ network: lan, ipv4: ${asked} }] }\n`;
    const lab = labOf(lines(`  a: { image: host }\n${b}`));
    // b is recreated and keeps its address, while a and c come to the network without one.
    const text = lines(
      '  c: { image: host, interfaces: [{ network: lan }] }\n' +
        '  a: { image: host, interfaces: [{ network: lan }] }\n' +
        b.replace('image: host', 'image: web'),
    );
    const { draft } = readLabFiles([{ path: 'lab.yaml', content: new TextEncoder().encode(text) }]);
    for (const next of [changed(lab, draft ?? draftOfLab(lab)), labOf(text)]) {
      const own = next.containers.find(({ name }) => name === 'b');
      expect(own?.interfaces[0]?.ipv4Address).toBe(asked);
      expect(new Set(next.containers.map(({ interfaces }) => interfaces[0]?.ipv4Address)).size).toBe(3);
    }
  });

  it('refuses with the line, and changes nothing', () => {
    const lab = labOf(office);
    const { draft } = readLabFiles([
      {
        path: 'lab.yaml',
        content: new TextEncoder().encode(
          office.replace('10.0.1.20', '10.9.9.9').replace('image: host\n    exec', 'image: web\n    exec'),
        ),
      },
    ]);
    expect(changeLab(lab, draft ?? draftOfLab(lab), 'PINEAPPLE', editContext)).toMatchObject({
      ok: false,
      error: { subject: "container 'b'", line: 10, error: { kind: 'validation' } },
    });
  });
});

describe('planLab', () => {
  it('finds nothing to do for the file that a lab was made of', () => {
    expect(planFor(labOf(office), office)).toEqual([]);
  });

  it.each([
    ['a larger MTU', ['wire: {}', 'wire: { mtu: 9000 }'], ['CHANGE NETWORK wire (LIVE) mtu: 1500 → 9000']],
    [
      'a position',
      ['wire: {}', 'wire: { position: [1, 2] }'],
      ['CHANGE NETWORK wire (NONE) position: none → 1, 2'],
    ],
    [
      'another subnet',
      ['10.0.1.0/24', '10.0.0.0/16'],
      [
        'REPLACE NETWORK lan (LIVE) ipv4: 10.0.1.0/24 → 10.0.0.0/16',
        'CHANGE INTERFACE a/lan (LIVE) the network is recreated',
        'CHANGE INTERFACE b/lan (LIVE) the network is recreated',
      ],
    ],
    [
      'a dependency',
      ['exec: [ip link]', 'waitFor: { a: READY }\n    exec: [ip link]'],
      ['CHANGE CONTAINER b (NEXT_START) waits for'],
    ],
    ['another command', ['ip link', 'ip route'], ['CHANGE CONTAINER b (NEXT_START) exec']],
    [
      'another image and command',
      ['image: host\n    exec: [ip link]', 'image: web\n    exec: []'],
      ['REPLACE CONTAINER b (RECREATE) image: host → web; exec'],
    ],
    [
      'another address',
      ['10.0.1.20', '10.0.1.21'],
      ['CHANGE INTERFACE b/lan (LIVE) ipv4: 10.0.1.20 → 10.0.1.21'],
    ],
    [
      'no interface',
      ['{ network: lan }, { network: wire }', '{ network: lan }'],
      ['REMOVE INTERFACE a/wire (LIVE)'],
    ],
    [
      'another gateway',
      ['image: host\n    exec', 'image: host\n    gateway: none\n    exec'],
      ['CHANGE CONTAINER b (LIVE) gateway: automatic → none'],
    ],
    [
      'a static route',
      ['image: host\n    exec', 'image: host\n    routes: { 10.9.0.0/16: 10.0.1.11 }\n    exec'],
      ['CHANGE CONTAINER b (LIVE) routes'],
    ],
    [
      'another name',
      ['  b:', '  c:'],
      ['REMOVE CONTAINER b (RECREATE)', 'ADD CONTAINER c (NONE) image: host'],
    ],
    [
      'instructions',
      ['name: office', 'name: office\ninstructions: Look'],
      ['CHANGE LAB instructions (NONE)'],
    ],
    [
      'a note more',
      ['name: office', 'name: office\nannotations: [{ kind: note, text: Hi, position: [0, 0] }]'],
      ["ADD ANNOTATION note 'Hi' (NONE)"],
    ],
    [
      'a network more',
      ['wire: {}', 'wire: {}\n  dmz: { ipv4: 10.7.0.0/24 }'],
      ['ADD NETWORK dmz (NONE) 10.7.0.0/24'],
    ],
  ] as const)('says what %s takes', (_what, [old, now], expected) => {
    expect(planFor(labOf(office), office.replace(old, now))).toEqual(expected);
  });

  it('tells annotations by kind and text, and changes what else differs', () => {
    const drawn = (list: string) => `${office}annotations: [${list}]\n`;
    const hi = '{ kind: note, text: Hi, position: [0, 0] }';
    const frame = '{ kind: ellipse, position: [8, 8], colour: red }';
    const lab = labOf(drawn(`${hi}, ${hi}, ${frame}`));
    expect(planFor(lab, drawn(`${frame}, ${hi}, ${hi.replace('[0, 0]', '[8, 0]')}`))).toEqual([
      "CHANGE ANNOTATION note 'Hi' (NONE) position: 0, 0 → 8, 0",
    ]);
    expect(
      planFor(lab, drawn(`${hi}, ${frame.replace('red', 'green').replace('ellipse', 'rectangle')}`)),
    ).toEqual([
      "REMOVE ANNOTATION note 'Hi' (NONE)",
      'REMOVE ANNOTATION ellipse (NONE)',
      'ADD ANNOTATION rectangle (NONE)',
    ]);
    expect(planFor(lab, office)).toHaveLength(3);
    const [first] = lab.annotations;
    const { draft } = readLabFiles([
      { path: 'lab.yaml', content: new TextEncoder().encode(drawn(hi.replace(' }', ', size: [320, 96] }'))) },
    ]);
    if (draft === null) throw new Error('The text is no lab.');
    expect(changed(lab, draft).annotations).toEqual([{ ...first, width: 320 }]);
  });

  it('keeps and turns who waits for whom, also for one that is recreated', () => {
    const waits = (lab: Lab) =>
      draftOfLab(lab).nodes.map(({ waitFor }) => waitFor.map((each) => each.container));
    const waiting = office.replace('exec:', 'waitFor: { a: READY }\n    exec:');
    const lab = labOf(waiting);
    const draftOf = (text: string) => draftOfLab(labOf(text));
    const replaced = changed(lab, draftOf(waiting.replace('a:\n    image: host', 'a:\n    image: web')));
    expect(new Map(replaced.containers.map(({ name }, at) => [name, waits(replaced)[at]]))).toEqual(
      new Map([
        ['a', []],
        ['b', ['a']],
      ]),
    );
    const turned = office.replace('a:\n    image: host', 'a:\n    image: host\n    waitFor: { b: RUNNING }');
    expect(waits(changed(lab, draftOf(turned)))).toEqual([['b'], []]);
  });

  it('leaves open what another format does not hold', () => {
    const lab = labOf(office.replace('image: host\n    exec', 'image: host\n    gateway: none\n    exec'));
    const draft = { ...draftOfLab(lab), instructions: null };
    const nodes = draft.nodes.map((node) => ({ ...node, gateway: 'automatic' }));
    expect(isEmptyPlan(planLab(draftOfLab(lab), { ...draft, nodes }, 'CONTAINERLAB'))).toBe(true);
    expect(isEmptyPlan(planLab(draftOfLab(lab), { ...draft, nodes }, 'PINEAPPLE'))).toBe(false);
    expect(withoutLines(draftOfLab(lab))).toMatchObject({
      nodes: [{ gateway: 'automatic' }, { gateway: 'none' }],
    });
  });
});
