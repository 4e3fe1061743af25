import { builtInImages, type ContainerVariable, type Lab, noImpairment, perfectLink } from '@pineapple/core';
import fc from 'fast-check';
import type { DraftInterface, DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';
import { labFromDraft } from '../lab-from-draft.ts';

let seed = 0;
/** Limits and images that every draft keeps to. */
export const editContext = {
  now: '2026-01-02T03:04:05.000Z',
  random: (size: number) => Uint8Array.from({ length: size }, () => (seed = (seed * 31 + 7) % 251)),
  limits: { networksPerLab: 100, containersPerLab: 100, interfacesPerContainer: 16 },
  images: builtInImages,
};

/** A lab of a draft. @throws Error if the rules of labs refuse it */
export function makeLab(draft: LabDraft): Lab {
  const made = labFromDraft(draft, { name: null, ownerId: 'usr_1' }, editContext);
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
  quality: fc.constantFrom(
    null,
    { ...perfectLink, up: false },
    { ...perfectLink, fromContainer: { ...noImpairment, lossPercent: 0.5, rateKbit: 64 } },
  ),
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
  user: fc.constantFrom(null, '1000', '1000:www-data'),
  workingDir: fc.constantFrom(null, '/', '/srv/a.b'),
  exec: fc.array(fc.constantFrom('ip link', 'sh -c \'echo "a b" | wc\'', 'true # x'), { maxLength: 3 }),
  gateway: fc.constantFrom('automatic', 'none'),
  position,
});

/** A draft that makes a valid lab. */
export const anyDraft: fc.Arbitrary<LabDraft> = fc
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
              ...(link.quality && { quality: link.quality }),
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

/** A draft without the lines of its file. */
export function withoutLines(draft: LabDraft | null): unknown {
  return JSON.parse(JSON.stringify(draft, (key, value: unknown) => (key === 'line' ? undefined : value)));
}
