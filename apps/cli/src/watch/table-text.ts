import { alignColumns } from '../align-columns.ts';
import type { TableView } from './tables-command.ts';

/** A row as the API answers it. */
type Row = Readonly<Record<string, unknown>>;

interface Column {
  readonly title: string;
  readonly of: (row: Row) => unknown;
}

const named = (title: string, field: string): Column => ({ title, of: (row) => row[field] });
/** An address, with the container that has it. */
const holder = (title: string, field: string): Column => ({
  title,
  of: (row) => (row['container'] ? `${String(row[field])} (${String(row['container'])})` : row[field]),
});

interface View {
  /** The field of the API, and what it selects. */
  readonly field: string;
  readonly selection: string;
  /** The names of the API's tables. */
  readonly tables: readonly string[];
  readonly columns: readonly Column[];
}

export const viewsOfTables: Readonly<Record<TableView, View>> = {
  routes: {
    field: 'routes',
    selection: 'destination family via container interface type protocol metric source table flags',
    tables: ['ROUTES'],
    columns: [
      named('DESTINATION', 'destination'),
      holder('VIA', 'via'),
      named('INTERFACE', 'interface'),
      named('PROTOCOL', 'protocol'),
      named('METRIC', 'metric'),
      { title: 'TABLE', of: (row) => [row['table'], ...(row['flags'] as readonly string[])].join(' ') },
    ],
  },
  addresses: {
    field: 'addresses',
    selection: 'interface address scope',
    tables: ['ADDRESSES', 'INTERFACES'],
    columns: [named('INTERFACE', 'interface'), named('ADDRESS', 'address'), named('SCOPE', 'scope')],
  },
  neighbours: {
    field: 'neighbours',
    selection: 'interface address container macAddress state',
    tables: ['NEIGHBOURS'],
    columns: [
      holder('ADDRESS', 'address'),
      named('INTERFACE', 'interface'),
      named('MAC', 'macAddress'),
      named('STATE', 'state'),
    ],
  },
  fdb: {
    field: 'fdb',
    selection: 'macAddress interface bridge vlan destination state',
    tables: ['FDB'],
    columns: [
      named('MAC', 'macAddress'),
      named('PORT', 'interface'),
      named('BRIDGE', 'bridge'),
      named('VLAN', 'vlan'),
      named('BEHIND', 'destination'),
      named('STATE', 'state'),
    ],
  },
  protocols: {
    field: 'sessions',
    selection: 'protocol peer address container interface state up remoteAs prefixes',
    tables: ['SESSIONS'],
    columns: [
      named('PROTOCOL', 'protocol'),
      named('NEIGHBOUR', 'peer'),
      holder('ADDRESS', 'address'),
      named('INTERFACE', 'interface'),
      named('STATE', 'state'),
      named('AS', 'remoteAs'),
      named('PREFIXES', 'prefixes'),
    ],
  },
  filters: {
    field: 'filters',
    selection: 'family table chain hook handle position rule packets bytes',
    tables: ['FILTERS'],
    columns: [
      { title: 'CHAIN', of: (row) => [row['family'], row['table'], row['chain']].join(' ') },
      named('NO', 'position'),
      named('RULE', 'rule'),
      named('PACKETS', 'packets'),
      named('BYTES', 'bytes'),
    ],
  },
};

const { compare } = new Intl.Collator('en', { numeric: true });

/** The rows of a table as lines under a heading, sorted. */
export function tableText(view: TableView, rows: readonly Row[]): string {
  const { columns } = viewsOfTables[view];
  const cells = rows
    .map((row) => columns.map(({ of }) => String(of(row) ?? '-')))
    .sort((a, b) => compare(a.join(' '), b.join(' ')));
  return alignColumns(
    columns.map(({ title }) => title),
    cells,
  );
}
