import { emptyTables, stateAt } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { addedKeys, appendRecord, joinPast, recordAt, type ShownRecord } from './shown-record.ts';

function record(second: number, facts: Partial<ShownRecord> = {}): ShownRecord {
  const at = new Date(second * 1_000).toISOString();
  const none = { added: emptyTables, removed: emptyTables, changes: [] };
  return { at, running: true, whole: false, omitted: 0, ...none, ...facts };
}
const address = (text: string) => ({
  ...emptyTables,
  addresses: [{ interface: 'eth0', address: text, scope: 'global' }],
});
const told = { changes: [{ text: 'r2 lost it' }] };

describe('joinPast', () => {
  it('prefers the past for the record that both have, because it knows what changed', () => {
    const past = [record(1, { whole: true }), record(5, told), record(8, told)];
    const live = [record(5, { whole: true }), record(8, told)];
    const joined = joinPast(past, live);
    expect(joined.map(({ at, changes }) => [Date.parse(at) / 1_000, changes.length])).toEqual([
      [1, 0],
      [5, 1],
      [8, 1],
    ]);
  });

  it('is the live records where nothing was recorded', () => {
    const live = [record(5, { whole: true })];
    expect(joinPast([], live)).toEqual(live);
  });
});

describe('appendRecord', () => {
  it('forgets the oldest changes, and keeps what came of them', () => {
    let records: readonly ShownRecord[] = [record(0, { whole: true, added: address('10.0.0.1/24') })];
    for (let second = 1; second < 3_000; second += 1) records = appendRecord(records, record(second));
    expect(records.length).toBeLessThan(2_600);
    expect(records[0]?.whole).toBe(true);
    expect(stateAt(records, 3_000_000)?.tables).toEqual(address('10.0.0.1/24'));
  });
});

it('finds the record at a time, and the rows that it added', () => {
  const records = [
    record(1, { whole: true, added: address('10.0.0.1/24') }),
    record(5, { added: address('10.0.0.2/24') }),
  ];
  expect(recordAt(records, 999)).toBeNull();
  expect(addedKeys(recordAt(records, 4_999))).toEqual(new Set());
  expect(addedKeys(recordAt(records, 5_000))).toEqual(new Set(['addresses eth0 10.0.0.2/24']));
});
