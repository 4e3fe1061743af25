import { type NetworkTables, protocolNames, rowKey, type TableName } from '@pineapple/core';
import type { Holders } from './shown-record.ts';

export type ViewName = 'routes' | 'addresses' | 'neighbours' | 'fdb' | 'protocols' | 'filters';

/** A row as the page shows it: a text for each column. */
export interface ShownRow {
  /** The table and the row's key in it. */
  readonly key: string;
  readonly cells: readonly string[];
  /** Whether it does not work, such as a neighbour that does not answer. */
  readonly isDown: boolean;
}

interface View {
  readonly name: ViewName;
  readonly label: string;
  readonly columns: readonly string[];
  /** What an empty table says. */
  readonly empty: string;
}

export const views: readonly View[] = [
  {
    name: 'routes',
    label: 'Routes',
    columns: ['Destination', 'Next hop', 'Interface', 'Protocol', 'Metric', 'Table'],
    empty: 'No routes.',
  },
  {
    name: 'addresses',
    label: 'Addresses',
    columns: ['Interface', 'Address', 'State', 'MTU', 'MAC address', 'Port of'],
    empty: 'No interfaces.',
  },
  {
    name: 'neighbours',
    label: 'Neighbours',
    columns: ['Address', 'Container', 'Interface', 'MAC address', 'State'],
    empty: 'No neighbours. They appear once the container sends something to them.',
  },
  {
    name: 'fdb',
    label: 'FDB',
    columns: ['MAC address', 'Port', 'Bridge', 'VLAN', 'Behind', 'State'],
    empty: 'No entries. Only bridges and VXLAN devices in the container have some.',
  },
  {
    name: 'protocols',
    label: 'Protocols',
    columns: ['Protocol', 'Neighbour', 'Address', 'Interface', 'State', 'AS', 'Prefixes'],
    empty:
      'No OSPF, OSPFv3, BGP or IS-IS neighbours. They are read from FRRouting, if the container runs it.',
  },
  {
    name: 'filters',
    label: 'Filters',
    columns: ['Chain', 'No.', 'Rule', 'Packets', 'Bytes'],
    empty: 'No rules of nftables. Rules of iptables are here too, unless they are of its old kind.',
  },
];

const { compare } = new Intl.Collator('en', { numeric: true });

/** The rows of a view that contain a text, sorted. */
export function rowsOfView(
  view: ViewName,
  tables: NetworkTables,
  holders: Holders,
  filter: string,
): readonly ShownRow[] {
  const wanted = filter.trim().toLowerCase();
  return allRows(view, tables, holders)
    .filter(({ cells }) => wanted === '' || cells.join(' ').toLowerCase().includes(wanted))
    .sort((a, b) => compare(a.cells.join(' '), b.cells.join(' ')));
}

function allRows(view: ViewName, tables: NetworkTables, holders: Holders): ShownRow[] {
  const named = (address: string | null): string => {
    const name = holders.get(address ?? '');
    return name === undefined ? (address ?? '') : `${address} (${name})`;
  };
  switch (view) {
    case 'routes':
      return tables.routes.map((row) => ({
        key: keyOf('routes', row),
        cells: [
          row.type === 'unicast' ? row.destination : `${row.type} ${row.destination}`,
          row.via === null ? 'connected' : named(row.via),
          row.interface ?? '',
          row.protocol ?? 'by hand',
          text(row.metric),
          [row.table, ...row.flags].join(' '),
        ],
        isDown: row.flags.includes('linkdown') || row.flags.includes('dead'),
      }));
    case 'addresses':
      return addressRows(tables);
    case 'neighbours':
      return tables.neighbours.map((row) => ({
        key: keyOf('neighbours', row),
        cells: [
          row.address,
          holders.get(row.address) ?? '',
          row.interface,
          row.macAddress ?? '',
          row.state.toLowerCase(),
        ],
        isDown: row.state === 'FAILED' || row.state === 'INCOMPLETE',
      }));
    case 'fdb':
      return tables.fdb.map((row) => ({
        key: keyOf('fdb', row),
        cells: [
          row.macAddress,
          row.interface,
          row.bridge ?? '',
          text(row.vlan),
          named(row.destination),
          row.state ?? 'learned',
        ],
        isDown: false,
      }));
    case 'protocols':
      return tables.sessions.map((row) => ({
        key: keyOf('sessions', row),
        cells: [
          protocolNames[row.protocol],
          holders.get(row.address ?? '') ?? row.peer,
          row.address ?? '',
          row.interface ?? '',
          row.state,
          text(row.remoteAs),
          text(row.prefixes),
        ],
        isDown: !row.up,
      }));
    case 'filters':
      return tables.filters.map((row) => ({
        key: keyOf('filters', row),
        cells: [
          [row.family, row.table, row.chain].join(' '),
          row.position === 0 ? '' : String(row.position),
          row.rule,
          text(row.packets),
          text(row.bytes),
        ],
        isDown: false,
      }));
  }
}

/** An interface with several addresses has a row for each, one without has one. */
function addressRows({ interfaces, addresses }: NetworkTables): ShownRow[] {
  return interfaces.flatMap((link) => {
    const own = addresses.filter((row) => row.interface === link.name);
    const facts = [link.state.toLowerCase(), String(link.mtu), link.macAddress ?? '', link.master ?? ''];
    const isDown = link.state === 'DOWN' || link.state === 'LOWERLAYERDOWN';
    if (own.length === 0)
      return [{ key: keyOf('interfaces', link), cells: [link.name, '', ...facts], isDown }];
    return own.map((row) => ({
      key: keyOf('addresses', row),
      cells: [link.name, row.address, ...facts],
      isDown,
    }));
  });
}

function keyOf<N extends TableName>(name: N, row: NetworkTables[N][number]): string {
  return `${name} ${rowKey(name, row)}`;
}

function text(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A time of the day on the user's clock, as `10:07:12`. @param at milliseconds since the epoch */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
