import {
  annotationColours,
  annotationKinds,
  builtInImages,
  type ContainerVariable,
  type Lab,
  noImpairment,
  perfectLink,
} from '@pineapple/core';
import fc from 'fast-check';
import type { DraftAnnotation, DraftInterface, DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';
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
    { ...perfectLink, outage: { downSeconds: 5, upSeconds: 60, since: null } },
    { ...perfectLink, toContainer: { ...noImpairment, dropMatching: 'not (icmp or arp)', dropEvery: 3 } },
    { ...perfectLink, fromContainer: { ...noImpairment, lossPercent: 0.5, rateKbit: 64 } },
    {
      ...perfectLink,
      toContainer: { ...noImpairment, lossStartPercent: 1, lossEndPercent: 30, lossBadPercent: 0 },
      fromContainer: { ...noImpairment, rateKbit: 64, rateBurstBytes: 3000, rateQueueMs: 0 },
    },
  ),
});
interface LinkChoice {
  readonly on: boolean;
  readonly addressed: boolean;
}
const anyNode = fc.record({
  image: fc.constantFrom('host', 'router', 'web'),
  links: fc.array(anyLink, { minLength: 4, maxLength: 4 }),
  contents: fc.array(fc.record({ content: text, mode: fc.constantFrom(0o644, 0o755, 0o640, 0) }), {
    maxLength: 3,
  }),
  sysctl: fc.option(fc.constantFrom('0', '1', '4096 87380')),
  env: fc.option(line),
  entrypoint: fc.option(fc.array(line, { minLength: 1, maxLength: 2 })),
  command: fc.option(fc.array(line, { minLength: 1, maxLength: 3 })),
  user: fc.constantFrom(null, '1000', '1000:www-data'),
  workingDir: fc.constantFrom(null, '/', '/srv/a.b'),
  exec: fc.array(fc.constantFrom('ip link', 'sh -c \'echo "a b" | wc\'', 'true # x'), { maxLength: 3 }),
  onStop: fc.constantFrom<string[]>([], ['true'], ['ip link', 'sh -c "echo a"']),
  cpus: fc.constantFrom(null, 0.25, 2),
  memoryMb: fc.constantFrom(null, 64, 1_024),
  ports: fc.constantFrom(
    [],
    [{ port: 80, name: null }],
    [
      { port: 8080, name: 'yes: "admin"' },
      { port: 22, name: null },
    ],
  ),
  waits: fc.constantFrom(null, 'RUNNING' as const, 'READY' as const),
  gateway: fc.constantFrom('automatic', 'none'),
  routed: fc.boolean(),
  position,
});

const anyAnnotation = fc
  .record({
    kind: fc.constantFrom(...annotationKinds),
    note: fc.oneof(fc.constantFrom('', '  two\n\n lines \n', '- a: "b" # c\n\tTab'), line),
    colour: fc.constantFrom(...annotationColours),
    position: fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.constantFrom(0, 0.25, -8) }),
    width: fc.constantFrom(448, 200, 64.5),
    height: fc.constantFrom(288, 96, 32),
  })
  .map(({ note, ...rest }): DraftAnnotation => ({
    ...rest,
    text: rest.kind === 'note' ? note : note.replaceAll('\n', ' '),
    line: null,
  }));

/** A draft that makes a valid lab. */
export const anyDraft: fc.Arbitrary<LabDraft> = fc
  .record({
    name: fc.constantFrom('lab', 'no', 'Übung 1: "Ring"', '1e3'),
    instructions: fc.option(fc.constantFrom('Look.\n$ ip route\n', ' two  \n\n  spaces ', '')),
    spread: fc.boolean(),
    networks: fc.array(anyNetwork, { maxLength: 4 }),
    nodes: fc.array(anyNode, { maxLength: 4 }),
    annotations: fc.array(anyAnnotation, { maxLength: 4 }),
  })
  .map(({ networks, nodes, ...rest }) => {
    const made = networks.map((network, index) => network(index));
    return {
      ...rest,
      networks: made,
      nodes: nodes.map(({ links, contents, sysctl, env, routed, waits, ...node }, index): DraftNode => ({
        ...node,
        routes: routed ? routesBy(made, links) : [],
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
        // Each waits for the next, so that one names another that comes after it.
        waitFor:
          waits !== null && index + 1 < nodes.length ? [{ container: `c${index + 1}x`, until: waits }] : [],
        line: null,
      })),
    };
  });

/** Routes by a router with the last address of each subnet, which no container has. */
function routesBy(networks: readonly DraftNetwork[], links: readonly LinkChoice[]) {
  return networks.flatMap(({ ipv4Subnet, ipv6Subnet }, at) => {
    const link = links[at];
    if (!link?.on || !link.addressed) return [];
    return [
      ...(ipv4Subnet === null ? [] : [{ destination: `172.${16 + at}.0.0/16`, gateway: `10.${at}.255.254` }]),
      ...(ipv6Subnet === null
        ? []
        : [{ destination: `2001:db8:${at + 1}::/64`, gateway: `fd00:${at + 1}::ffff` }]),
    ];
  });
}

/** A draft without the lines of its file. */
export function withoutLines(draft: LabDraft | null): unknown {
  return JSON.parse(JSON.stringify(draft, (key, value: unknown) => (key === 'line' ? undefined : value)));
}
