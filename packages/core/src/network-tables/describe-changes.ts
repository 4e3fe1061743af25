import {
  type FdbRow,
  type FilterRow,
  type InterfaceRow,
  type NeighbourRow,
  type NetworkTables,
  protocolNames,
  type RouteRow,
  rowKey,
  type SessionRow,
  type TableName,
} from './network-tables.ts';
import type { TableRecord } from './table-record.ts';

/** A change of a container's tables in words. */
export interface TableChange {
  readonly table: TableName;
  /** For example `r2 lost 10.0.3.0/24 via r3`. */
  readonly text: string;
}

/** How a lab calls its containers. */
export interface LabNames {
  /** The name of the container whose tables they are. */
  readonly container: string;
  /** The name of the container with an address, without prefix length. Null if the lab knows none. */
  readonly holderOf: (address: string) => string | null;
}

/** A row before and after a record. Either is null if there is none. */
interface Change<R> {
  readonly before: R | null;
  readonly after: R | null;
}

/** Says what a record changed. A record that is whole says only whether the container runs. */
export function describeChanges(record: TableRecord, names: LabNames): readonly TableChange[] {
  const { container: who } = names;
  if (record.whole) {
    return record.running ? [] : [{ table: 'interfaces', text: `${who} is not running` }];
  }
  const words = new Words(names);
  return [
    ...say('interfaces', record, (change) => words.ofInterface(change)),
    ...say('addresses', record, ({ before, after }) => {
      const row = after ?? before;
      if (row === null || (before && after)) return null;
      return `${who} ${after ? 'gained' : 'lost'} the address ${row.address} on ${row.interface}`;
    }),
    ...routeChanges(record, words),
    ...say('neighbours', record, (change) => words.ofNeighbour(change)),
    ...say('fdb', record, (change) => words.ofFdb(change)),
    ...say('sessions', record, (change) => words.ofSession(change)),
    ...say('filters', record, (change) => words.ofFilter(change)),
  ];
}

function say<N extends TableName>(
  table: N,
  { added, removed }: TableRecord,
  textOf: (change: Change<NetworkTables[N][number]>) => string | null,
): TableChange[] {
  const changes = new Map<string, Change<NetworkTables[N][number]>>();
  for (const row of removed[table]) changes.set(rowKey(table, row), { before: row, after: null });
  for (const row of added[table]) {
    const key = rowKey(table, row);
    changes.set(key, { before: changes.get(key)?.before ?? null, after: row });
  }
  return [...changes.values()].flatMap((change) => {
    const text = textOf(change);
    return text === null ? [] : [{ table, text }];
  });
}

/** A route that leaves one next hop and takes another one moves. */
function routeChanges(record: TableRecord, words: Words): TableChange[] {
  const place = ({ table, family, destination }: RouteRow): string => [table, family, destination].join(' ');
  const pairs = new Map<string, { gone: RouteRow[]; come: RouteRow[] }>();
  const pairOf = (row: RouteRow): { gone: RouteRow[]; come: RouteRow[] } => {
    const pair = pairs.get(place(row)) ?? { gone: [], come: [] };
    pairs.set(place(row), pair);
    return pair;
  };
  for (const row of record.removed.routes) pairOf(row).gone.push(row);
  for (const row of record.added.routes) pairOf(row).come.push(row);
  return [...pairs.values()].flatMap(({ gone, come }) => {
    const texts =
      gone.length === 1 && come.length === 1
        ? [words.ofMovedRoute(gone[0] as RouteRow, come[0] as RouteRow)]
        : [
            ...gone.map((row) => words.ofRoute('lost', row)),
            ...come.map((row) => words.ofRoute('gained', row)),
          ];
    return texts.map((text) => ({ table: 'routes' as const, text }));
  });
}

class Words {
  readonly #names: LabNames;
  readonly #who: string;

  constructor(names: LabNames) {
    this.#names = names;
    this.#who = names.container;
  }

  ofInterface({ before, after }: Change<InterfaceRow>): string | null {
    const who = this.#who;
    if (!before) return after && `${who} gained the interface ${after.name}`;
    if (!after) return `${who} lost the interface ${before.name}`;
    if (before.state !== after.state)
      return `${after.name} of ${who} went ${before.state === 'UP' || after.state === 'UP' ? (after.state === 'UP' ? 'up' : 'down') : `from ${before.state} to ${after.state}`}`;
    if (before.mtu !== after.mtu)
      return `${after.name} of ${who} has the MTU ${after.mtu} instead of ${before.mtu}`;
    if (before.macAddress !== after.macAddress)
      return `${after.name} of ${who} has the MAC address ${after.macAddress ?? 'none'} instead of ${before.macAddress ?? 'none'}`;
    return after.master === null
      ? `${after.name} of ${who} left ${before.master ?? ''}`
      : `${after.name} of ${who} became a port of ${after.master}`;
  }

  ofRoute(verb: 'gained' | 'lost', row: RouteRow): string {
    return `${this.#who} ${verb} ${this.#destination(row)} ${this.#wayOf(row)}`;
  }

  ofMovedRoute(before: RouteRow, after: RouteRow): string {
    const destination = this.#destination(after);
    const [from, to] = [this.#wayOf(before), this.#wayOf(after)];
    if (from !== to)
      return `${this.#who} moved ${destination} from ${from.replace(/^(via|on|as) /, '')} to ${to.replace(/^(via|on|as) /, '')}`;
    const detail = detailOfRoute(before, after);
    return `${this.#who} changed ${destination} ${to}${detail === '' ? '' : `: ${detail}`}`;
  }

  ofNeighbour({ before, after }: Change<NeighbourRow>): string | null {
    const row = after ?? before;
    if (row === null) return null;
    const other = this.#holder(row.address);
    const at = `${other} on ${row.interface}`;
    if (after?.state === 'FAILED')
      return before?.state === 'FAILED' ? null : `${this.#who} gets no answer from ${at}`;
    // Entries become stale and are confirmed all the time.
    const [known, knows] = [before?.macAddress ?? null, after?.macAddress ?? null];
    if (known === knows) return null;
    if (knows === null) return `${this.#who} forgot the MAC address of ${at}`;
    return known === null
      ? `${this.#who} learned the MAC address of ${at}: ${knows}`
      : `${this.#who} found ${at} at ${knows} instead of ${known}`;
  }

  ofFdb({ before, after }: Change<FdbRow>): string | null {
    const row = after ?? before;
    if (row === null || (before && after)) return null;
    const end = row.destination === null ? '' : ` behind ${this.#holder(row.destination)}`;
    return `${this.#who} ${after ? 'learned' : 'forgot'} ${row.macAddress} on ${row.interface}${end}`;
  }

  ofSession({ before, after }: Change<SessionRow>): string | null {
    const row = after ?? before;
    if (row === null) return null;
    const protocol = protocolNames[row.protocol];
    const peer = this.#names.holderOf(row.address ?? '') ?? row.peer;
    const on = row.interface === null ? '' : ` on ${row.interface}`;
    const session = `${protocol} session with ${peer}${on}`;
    if (!after) return `${this.#who} lost its ${session}`;
    if (!before) return `${this.#who} has a new ${session}: ${after.state}`;
    // Only the number of its prefixes changed: the routes say that.
    if (before.state === after.state) return null;
    if (before.up !== after.up)
      return `${this.#who}'s ${session} went ${after.up ? 'up' : 'down'}: ${after.state}`;
    return `${this.#who}'s ${session} went from ${before.state} to ${after.state}`;
  }

  ofFilter({ before, after }: Change<FilterRow>): string | null {
    const row = after ?? before;
    // A rule that counted, or moved because of another one, is no change.
    if (row === null || (before && before.rule === after?.rule)) return null;
    const chain = [row.family, row.table, row.chain].join(' ');
    if (row.position === 0) {
      if (!after) return `${this.#who} lost the filter chain ${chain}`;
      return before
        ? `the filter chain ${chain} of ${this.#who} has the ${after.rule}`
        : `${this.#who} has a new filter chain ${chain}, ${after.rule}`;
    }
    if (before && after) return `${this.#who} changed a rule in ${chain}: ${after.rule}`;
    return `${this.#who} ${after ? 'gained' : 'lost'} a rule in ${chain}: ${row.rule}`;
  }

  #destination({ destination, family, table }: RouteRow): string {
    const name =
      destination === 'default'
        ? family === 6
          ? 'the IPv6 default route'
          : 'the default route'
        : destination;
    return table === 'main' ? name : `${name} in table ${table}`;
  }

  #wayOf({ via, interface: name, type }: RouteRow): string {
    if (via !== null) return `via ${this.#holder(via)}`;
    return name === null ? `as ${type}` : `on ${name}`;
  }

  #holder(address: string): string {
    return this.#names.holderOf(address) ?? address;
  }
}

function detailOfRoute(before: RouteRow, after: RouteRow): string {
  const named = (row: RouteRow): readonly (readonly [string, string])[] => [
    ['protocol', row.protocol ?? 'none'],
    ['metric', String(row.metric ?? 'none')],
    ['interface', row.interface ?? 'none'],
    ['source', row.source ?? 'none'],
    ['flags', row.flags.join(' ') || 'none'],
  ];
  const now = new Map(named(after));
  return named(before)
    .filter(([name, value]) => now.get(name) !== value)
    .map(([name, value]) => `${name} ${value} → ${now.get(name) ?? ''}`)
    .join(', ');
}
