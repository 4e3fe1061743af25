import { z } from 'zod';
import type { SessionRow } from './network-tables.ts';

/** What vtysh is asked, in the order of `readSessions`. Of OSPFv3 neighbours only the details have an address. */
export const sessionQuestions = [
  'show ip ospf neighbor json',
  'show bgp summary json',
  'show isis neighbor detail json',
  'show ipv6 ospf6 neighbor json',
  'show ipv6 ospf6 neighbor detail json',
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

const ospf6 = z.object({
  neighbors: z.array(
    z.object({
      neighborId: z.string(),
      state: z.string(),
      /** The neighbour's part on the network, such as DR. */
      ifState: z.string().optional(),
      interfaceName: z.string(),
    }),
  ),
});

const ospf6Details = z.record(
  z.string(),
  z.object({ linkLocalAddress: z.string(), interface: z.string(), neighborState: z.string() }),
);

const isis = z.object({
  areas: z.array(
    z.object({
      circuits: z.array(
        z.object({
          adj: z.string().optional(),
          /** With details, an object. */
          interface: z
            .union([
              z.string(),
              z.object({
                name: z.string().optional(),
                state: z.string().optional(),
                'ipv4-address': z.object({ ipv4: z.string().optional() }).optional(),
                'ipv6-link-local': z.object({ ipv6: z.string().optional() }).optional(),
              }),
            ])
            .optional(),
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
  const documents = documentsOf(printed);
  const rows = documents.flatMap((document) => [
    ...ospfSessions(document),
    ...ospf6Sessions(document, documents),
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

/** @param all among them the one with the neighbours' addresses, by router id and interface */
function ospf6Sessions(document: unknown, all: readonly unknown[]): SessionRow[] {
  const { neighbors = [] } = ospf6.safeParse(document).data ?? {};
  return neighbors.map(({ neighborId, state, ifState, interfaceName }) => {
    const details = all.flatMap(
      (each) => ospf6Details.safeParse(each).data?.[`${neighborId}%${interfaceName}`] ?? [],
    );
    return {
      protocol: 'OSPFV3' as const,
      peer: neighborId,
      address: details[0]?.linkLocalAddress ?? null,
      interface: interfaceName,
      state: [state, ifState].filter((part) => part !== undefined).join('/'),
      up: state === 'Full',
      remoteAs: null,
      prefixes: null,
    };
  });
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
    .flatMap(({ adj, interface: link, state: shortState }) => {
      const details = typeof link === 'object' ? link : { name: link, state: shortState };
      const { name, state = shortState } = details;
      if (adj === undefined || state === undefined) return [];
      return {
        protocol: 'ISIS' as const,
        peer: adj,
        address: details['ipv4-address']?.ipv4 ?? details['ipv6-link-local']?.ipv6 ?? null,
        interface: name ?? null,
        state,
        up: state === 'Up',
        remoteAs: null,
        prefixes: null,
      };
    });
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
