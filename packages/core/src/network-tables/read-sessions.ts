import { z } from 'zod';
import type { SessionRow } from './network-tables.ts';

/** What vtysh is asked, in the order of `readSessions`. */
export const sessionQuestions = [
  'show ip ospf neighbor json',
  'show bgp summary json',
  'show isis neighbor json',
] as const;

const ospf = z.object({
  neighbors: z.record(
    z.string(),
    z.array(
      z.object({
        nbrState: z.string().optional(),
        state: z.string().optional(),
        ifaceAddress: z.string().optional(),
        ifaceName: z.string().optional(),
      }),
    ),
  ),
});

const bgpFamily = z.object({
  peers: z.record(z.string(), z.object({ remoteAs: z.int(), state: z.string(), pfxRcd: z.int().optional() })),
});

const isis = z.object({
  areas: z.array(
    z.object({
      circuits: z.array(
        z.object({
          adj: z.string().optional(),
          interface: z.string().optional(),
          state: z.string().optional(),
        }),
      ),
    }),
  ),
});

/**
 * Reads what vtysh prints for `sessionQuestions`: a JSON document for each daemon that runs, and a line of text for each
 * that does not.
 */
export function readSessions(printed: string): readonly SessionRow[] {
  const rows = documentsOf(printed).flatMap((document) => [
    ...ospfSessions(document),
    ...bgpSessions(document),
    ...isisSessions(document),
  ]);
  // A peer may exchange IPv4 and IPv6 routes over one session.
  const sessions = new Map<string, SessionRow>();
  for (const row of rows) {
    const key = [row.protocol, row.peer, row.interface].join(' ');
    const known = sessions.get(key);
    sessions.set(key, known ? { ...row, prefixes: (known.prefixes ?? 0) + (row.prefixes ?? 0) } : row);
  }
  return [...sessions.values()];
}

function ospfSessions(document: unknown): SessionRow[] {
  const { neighbors = {} } = ospf.safeParse(document).data ?? {};
  return Object.entries(neighbors).flatMap(([peer, adjacencies]) =>
    adjacencies.map(({ nbrState, state, ifaceAddress, ifaceName }) => {
      const now = nbrState ?? state ?? 'Unknown';
      return {
        protocol: 'OSPF' as const,
        peer,
        address: ifaceAddress ?? null,
        // FRRouting appends the interface's own address.
        interface: ifaceName?.replace(/:[\d.]+$/, '') ?? null,
        state: now,
        // Two routers that are neither designated nor its backup stay in 2-Way on purpose, without an adjacency.
        up: now.startsWith('Full'),
        remoteAs: null,
        prefixes: null,
      };
    }),
  );
}

function bgpSessions(document: unknown): SessionRow[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.values(document).flatMap((family) => {
    const { peers = {} } = bgpFamily.safeParse(family).data ?? {};
    return Object.entries(peers).map(([peer, { remoteAs, state, pfxRcd }]) => ({
      protocol: 'BGP' as const,
      peer,
      address: peer,
      interface: null,
      state,
      up: state === 'Established',
      remoteAs,
      prefixes: pfxRcd ?? 0,
    }));
  });
}

function isisSessions(document: unknown): SessionRow[] {
  const { areas = [] } = isis.safeParse(document).data ?? {};
  return areas
    .flatMap(({ circuits }) => circuits)
    .flatMap(({ adj, interface: name, state }) =>
      adj === undefined || state === undefined
        ? []
        : [
            {
              protocol: 'ISIS' as const,
              peer: adj,
              address: null,
              interface: name ?? null,
              state,
              up: state === 'Up',
              remoteAs: null,
              prefixes: null,
            },
          ],
    );
}

/** The JSON objects among the lines of a text. Each begins with a line `{` and ends with a line `}`. */
function documentsOf(printed: string): unknown[] {
  const documents: unknown[] = [];
  let from: number | null = null;
  const lines = printed.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('{') && from === null) from = index;
    if (from === null) continue;
    if (!line.startsWith('}') && !(from === index && line.trimEnd().endsWith('}'))) continue;
    const document = parseJson(lines.slice(from, index + 1).join('\n'));
    if (document === undefined) continue;
    documents.push(document);
    from = null;
  }
  return documents;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not at its end yet.
    return undefined;
  }
}
