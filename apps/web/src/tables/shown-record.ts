import {
  type NetworkTables,
  rowKey,
  stateAt,
  type TableName,
  type TableRecord,
  wholeRecord,
} from '@pineapple/core';
import type { TableRecordPartsFragment } from '../generated/graphql.ts';

/** A record with what it changed, in words. */
export interface ShownRecord extends TableRecord {
  readonly changes: readonly { readonly text: string }[];
}

/** The name of the lab's container that has each address, as far as records tell. */
export type Holders = ReadonlyMap<string, string>;

/** The records that a page keeps. The host keeps fewer. */
const mostRecords = 2_500;
const forgottenAtOnce = 250;

/** A record of the API, as the core package has it. */
export function toShownRecord(record: TableRecordPartsFragment): ShownRecord {
  return { ...record, added: toTables(record.added), removed: toTables(record.removed) };
}

function toTables(tables: TableRecordPartsFragment['added']): NetworkTables {
  return { ...tables, routes: tables.routes.map((row) => ({ ...row, family: row.family === 6 ? 6 : 4 })) };
}

/** The names that a record of the API adds. */
export function holdersIn({ added }: TableRecordPartsFragment): [string, string][] {
  const named = [
    ...added.routes.map(({ via, container }) => [via, container]),
    ...added.neighbours.map(({ address, container }) => [address, container]),
    ...added.sessions.map(({ address, container }) => [address, container]),
  ];
  return named.flatMap(([address, name]) => (address && name ? [[address, name] as [string, string]] : []));
}

/** Appends a record. The oldest become one when there are too many. */
export function appendRecord(records: readonly ShownRecord[], record: ShownRecord): readonly ShownRecord[] {
  const all = [...records, record];
  if (all.length <= mostRecords) return all;
  const last = all[forgottenAtOnce];
  const state = last ? stateAt(all.slice(0, forgottenAtOnce + 1), Date.parse(last.at)) : null;
  return state ? [{ ...wholeRecord(state), changes: [] }, ...all.slice(forgottenAtOnce + 1)] : all;
}

/**
 * Puts what the host recorded before the live records. Both know the record that the live ones begin with, but only the past
 * knows what it changed.
 */
export function joinPast(past: readonly ShownRecord[], live: readonly ShownRecord[]): readonly ShownRecord[] {
  const [first, ...others] = live;
  if (!first) return past;
  const before = past.filter(({ at }) => at < first.at);
  const same = past.find(({ at }) => at === first.at);
  return [...before, same ?? first, ...others];
}

/** The last record that is not later than a time; null if there is none. */
export function recordAt(records: readonly ShownRecord[], at: number): ShownRecord | null {
  return records.findLast((record) => Date.parse(record.at) <= at) ?? null;
}

/** The keys of the rows that a record added or changed. None for a record that is whole. */
export function addedKeys(record: ShownRecord | null): ReadonlySet<string> {
  if (record === null || record.whole) return new Set();
  const names = Object.keys(record.added).filter((name): name is TableName => name in noKeys);
  return new Set(names.flatMap((name) => record.added[name].map((row) => `${name} ${rowKey(name, row)}`)));
}

const noKeys: Readonly<Record<TableName, true>> = {
  ...{ interfaces: true, addresses: true, routes: true },
  ...{ neighbours: true, fdb: true, sessions: true, filters: true },
};
