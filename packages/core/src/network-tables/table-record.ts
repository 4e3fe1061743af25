import { onlyCounts } from './read-ruleset.ts';
import {
  countRows,
  emptyTables,
  mapTables,
  rowKey,
  type NetworkTables,
  type TableName,
} from './network-tables.ts';

/** The tables of a container at one time, or how they changed then. */
export interface TableRecord {
  /** When the host read them, in ISO 8601. */
  readonly at: string;
  /** Whether the container ran. While it does not, it has no tables. */
  readonly running: boolean;
  /** Whether `added` is everything there is, whatever was before. */
  readonly whole: boolean;
  /** New rows, and changed rows as they are now. */
  readonly added: NetworkTables;
  /** Rows that are gone, and changed rows as they were. */
  readonly removed: NetworkTables;
  /** How many rows the container has in all that were left out, because its tables are too large. */
  readonly omitted: number;
}

/** The tables of a container as they were at one time. */
export interface TableState {
  readonly at: string;
  readonly running: boolean;
  readonly tables: NetworkTables;
  readonly omitted: number;
}

/** A record that says everything, without what was before. */
export function wholeRecord({ at, running, tables, omitted }: TableState): TableRecord {
  return { at, running, whole: true, added: tables, removed: emptyTables, omitted };
}

/** What leads from one state to the other; null if nothing changed. */
export function recordChange(before: TableState, after: TableState): TableRecord | null {
  if (before.running !== after.running) return wholeRecord(after);
  const added = mapTables((name) => missing(name, after.tables, before.tables));
  const removed = mapTables((name) => missing(name, before.tables, after.tables));
  const { at, running, omitted } = after;
  if (countRows(added) + countRows(removed) === 0 && omitted === before.omitted) return null;
  return { at, running, whole: false, added, removed, omitted };
}

/**
 * The state after a record.
 * @param before null for a record that is whole
 */
export function applyRecord(before: TableState | null, record: TableRecord): TableState {
  const { at, running, whole, added, removed, omitted } = record;
  if (whole || before === null) return { at, running, tables: added, omitted };
  const tables = mapTables(<N extends TableName>(name: N) => {
    const changed = [...removed[name], ...added[name]];
    // Most changes concern one table, whose rows are many.
    if (changed.length === 0) return before.tables[name];
    const keys = new Set(changed.map((row) => rowKey(name, row)));
    return [...before.tables[name].filter((row) => !keys.has(rowKey(name, row))), ...added[name]];
  });
  return { at, running, tables, omitted };
}

/** Whether a record says only what packet filters have counted. */
export function countsOnly({ whole, added, removed }: TableRecord): boolean {
  const isOther = (tables: NetworkTables): boolean => countRows(tables) !== tables.filters.length;
  return !whole && !isOther(added) && !isOther(removed) && onlyCounts(removed.filters, added.filters);
}

/** Makes one record of two that follow each other, of which both say only what packet filters have counted. */
export function joinCounts(first: TableRecord, second: TableRecord): TableRecord {
  const byKey = (...all: readonly TableRecord['added'][]) =>
    all.flatMap(({ filters }) => filters.map((row) => [rowKey('filters', row), row] as const));
  return {
    ...second,
    added: { ...emptyTables, filters: [...new Map(byKey(first.added, second.added)).values()] },
    removed: { ...emptyTables, filters: [...new Map(byKey(second.removed, first.removed)).values()] },
  };
}

/**
 * The state at a time: that after the last record which is not later.
 * @param records oldest first; the first one is whole
 * @param at milliseconds since the epoch
 * @returns null for a time before the first record
 */
export function stateAt(records: readonly TableRecord[], at: number): TableState | null {
  let state: TableState | null = null;
  for (const record of records) {
    if (Date.parse(record.at) > at) break;
    state = applyRecord(state, record);
  }
  return state;
}

/** The rows that only `tables` has, or has otherwise. */
function missing<N extends TableName>(
  name: N,
  tables: NetworkTables,
  others: NetworkTables,
): NetworkTables[N][number][] {
  const rows: readonly NetworkTables[N][number][] = tables[name];
  const known = new Set(others[name].map((row) => JSON.stringify(row)));
  return rows.filter((row) => !known.has(JSON.stringify(row)));
}
