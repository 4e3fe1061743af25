/** An interface of a container, as its kernel knows it. */
export interface InterfaceRow {
  readonly name: string;
  /** The kernel's operational state, such as UP, DOWN or LOWERLAYERDOWN. */
  readonly state: string;
  /** In bytes. */
  readonly mtu: number;
  /** Null for a device without one. */
  readonly macAddress: string | null;
  /** The bridge or bond it is a port of. */
  readonly master: string | null;
}

export interface AddressRow {
  readonly interface: string;
  /** With its prefix length: `10.0.1.2/24`. */
  readonly address: string;
  /** `global`, `link` or `host`. */
  readonly scope: string;
}

/** One next hop of a route. A route over several next hops has a row for each. */
export interface RouteRow {
  /** `default` or a prefix such as `10.0.3.0/24`. */
  readonly destination: string;
  readonly family: 4 | 6;
  /** The address of the next hop. Null for a network that is directly connected. */
  readonly via: string | null;
  /** Null for a route that leads nowhere, such as a black hole. */
  readonly interface: string | null;
  /** `unicast`, `blackhole`, `unreachable` … */
  readonly type: string;
  /** Who set it: `kernel`, `static`, `ospf`, `bgp` … Null for `ip route add` by hand. */
  readonly protocol: string | null;
  readonly metric: number | null;
  /** The preferred source address. */
  readonly source: string | null;
  /** `main` or another routing table. */
  readonly table: string;
  /** The kernel's flags, such as `linkdown`. */
  readonly flags: readonly string[];
}

/** An entry of the ARP or neighbour discovery cache. */
export interface NeighbourRow {
  readonly interface: string;
  readonly address: string;
  /** Null while it is unknown. */
  readonly macAddress: string | null;
  /** REACHABLE, STALE, FAILED … */
  readonly state: string;
}

/** An entry of a bridge's or VXLAN device's forwarding database. */
export interface FdbRow {
  readonly macAddress: string;
  readonly interface: string;
  readonly bridge: string | null;
  readonly vlan: number | null;
  /** The address of a VXLAN's other end. */
  readonly destination: string | null;
  /** `permanent`, `static` or null for an entry that was learned. */
  readonly state: string | null;
}

export const sessionProtocols = ['OSPF', 'OSPFV3', 'BGP', 'ISIS'] as const;
export type SessionProtocol = (typeof sessionProtocols)[number];

/** As people write them. */
export const protocolNames: Readonly<Record<SessionProtocol, string>> = {
  OSPF: 'OSPF',
  OSPFV3: 'OSPFv3',
  BGP: 'BGP',
  ISIS: 'IS-IS',
};

/** A neighbour of a routing daemon of FRRouting. */
export interface SessionRow {
  readonly protocol: SessionProtocol;
  /** What the protocol knows it by: a router id, an address or a system id. */
  readonly peer: string;
  readonly address: string | null;
  readonly interface: string | null;
  /** As the daemon calls it: `Full/DR`, `Established`, `Up` … */
  readonly state: string;
  /** Whether routes are exchanged. */
  readonly up: boolean;
  /** The peer's autonomous system; BGP only. */
  readonly remoteAs: number | null;
  /** The number of prefixes received from it; BGP only. */
  readonly prefixes: number | null;
}

/** A rule of nftables, or a base chain with its policy. iptables sets such rules too, unless it is the old one. */
export interface FilterRow {
  /** `ip`, `ip6`, `inet`, `bridge` … */
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  /** Where packets pass the chain: `input`, `forward` … Null for a chain that others jump to. */
  readonly hook: string | null;
  /** Unique in its table, and the same as long as it is there. */
  readonly handle: number;
  /** Its place in the chain. Rules begin at 1; the chain itself has 0. */
  readonly position: number;
  /** In nft's own words, without its counter: `tcp dport 22 drop`, or `policy drop` for a chain. */
  readonly rule: string;
  /** How many packets it matched. Null if it does not count. */
  readonly packets: number | null;
  readonly bytes: number | null;
}

/** What the network stack of a container knows at one time. Rows have no order. */
export interface NetworkTables {
  readonly interfaces: readonly InterfaceRow[];
  readonly addresses: readonly AddressRow[];
  readonly routes: readonly RouteRow[];
  readonly neighbours: readonly NeighbourRow[];
  readonly fdb: readonly FdbRow[];
  readonly sessions: readonly SessionRow[];
  readonly filters: readonly FilterRow[];
}

export type TableName = keyof NetworkTables;

export const tableNames = [
  'interfaces',
  'addresses',
  'routes',
  'neighbours',
  'fdb',
  'sessions',
  'filters',
] as const satisfies readonly TableName[];

export const emptyTables: NetworkTables = {
  interfaces: [],
  addresses: [],
  routes: [],
  neighbours: [],
  fdb: [],
  sessions: [],
  filters: [],
};

type KeyOf = { readonly [N in TableName]: (row: NetworkTables[N][number]) => readonly unknown[] };

const keyOf: KeyOf = {
  interfaces: (row) => [row.name],
  addresses: (row) => [row.interface, row.address],
  routes: (row) => [row.table, row.family, row.destination, row.metric, row.type, row.via, row.interface],
  neighbours: (row) => [row.interface, row.address],
  fdb: (row) => [row.bridge, row.interface, row.macAddress, row.vlan, row.destination],
  sessions: (row) => [row.protocol, row.peer, row.interface],
  filters: (row) => [row.family, row.table, row.handle],
};

/** What makes a row the same row before and after a change. Unique within its table. */
export function rowKey<N extends TableName>(table: N, row: NetworkTables[N][number]): string {
  return keyOf[table](row).join(' ');
}

/** The number of rows of all tables. */
export function countRows(tables: NetworkTables): number {
  return tableNames.reduce((sum, name) => sum + tables[name].length, 0);
}

/** Makes tables from a function of each table's name. */
export function mapTables(
  rowsOf: <N extends TableName>(name: N) => readonly NetworkTables[N][number][],
): NetworkTables {
  return {
    interfaces: rowsOf('interfaces'),
    addresses: rowsOf('addresses'),
    routes: rowsOf('routes'),
    neighbours: rowsOf('neighbours'),
    fdb: rowsOf('fdb'),
    sessions: rowsOf('sessions'),
    filters: rowsOf('filters'),
  };
}
