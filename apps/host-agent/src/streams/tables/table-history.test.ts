import { emptyTables, stateAt, type TableRecord } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { TableHistory } from './table-history.ts';

const limits = { forMs: 60_000, records: 100, characters: 100_000 };
const time = (second: number): number => Date.parse('2026-01-01T10:00:00.000Z') + second * 1_000;

/** A record that adds an address, so that each second has its own. */
function record(second: number, whole = false): TableRecord {
  const address = { interface: 'eth0', address: `10.0.0.${second}/24`, scope: 'global' };
  return {
    ...{ at: new Date(time(second)).toISOString(), running: true, whole, omitted: 0 },
    added: { ...emptyTables, addresses: [address] },
    removed: emptyTables,
  };
}

function historyOf(seconds: readonly number[], some: Partial<typeof limits> = {}): TableHistory {
  const history = new TableHistory({ ...limits, ...some });
  for (const [index, second] of seconds.entries()) history.add(record(second, index === 0));
  return history;
}

function addressesAt(records: readonly TableRecord[], second: number): string[] | null {
  const state = stateAt(records, time(second));
  return state && state.tables.addresses.map(({ address }) => address.replace(/^10\.0\.0\.|\/24$/g, ''));
}

describe('what was recorded of a container', () => {
  it('begins with the tables at the beginning, and ends with the last change in time', () => {
    const records = historyOf([1, 5, 9, 20]).between(time(6), time(10));
    expect(records.map(({ whole }) => whole)).toEqual([true, false]);
    expect(addressesAt(records, 6)).toEqual(['1', '5']);
    expect(addressesAt(records, 10)).toEqual(['1', '5', '9']);
  });

  it('begins with the first record if more was asked for', () => {
    const records = historyOf([10, 11]).between(time(0), time(60));
    expect(records).toHaveLength(2);
    expect(addressesAt(records, 9)).toBeNull();
  });

  it('knows nothing of a container that was never read, or of a time before', () => {
    expect(historyOf([]).between(time(0), time(60))).toEqual([]);
    expect(historyOf([10]).between(time(0), time(9))).toEqual([]);
  });

  it.each([
    ['an hour', { forMs: 9_000 }],
    ['many records', { records: 2 }],
    ['many characters', { characters: 2 * JSON.stringify(record(10)).length }],
  ])('keeps what came of changes that are more than %s', (_, some) => {
    const records = historyOf([1, 2, 11, 12], some).between(time(0), time(60));
    expect(records.map(({ whole }) => whole)).toEqual([true, false, false]);
    expect(addressesAt(records, 12)).toEqual(['1', '2', '11', '12']);
  });

  it('keeps what packet filters counted every 30 seconds, and each change of a rule', () => {
    const rule = (packets: number, text = 'counter drop') => ({
      ...{ family: 'ip', table: 't', chain: 'c', hook: 'input', handle: 2, position: 1, rule: text },
      ...{ packets, bytes: 84 * packets },
    });
    const change = (second: number, before: ReturnType<typeof rule>, after: ReturnType<typeof rule>) => ({
      ...record(second),
      removed: { ...emptyTables, filters: [before] },
      added: { ...emptyTables, filters: [after] },
    });
    const history = new TableHistory({ ...limits, forMs: 3_600_000 });
    history.add({ ...record(0, true), added: { ...emptyTables, filters: [rule(0)] } });
    for (let second = 2; second <= 60; second += 2)
      history.add(change(second, rule(second - 2), rule(second)));
    history.add(change(62, rule(60), rule(60, 'accept')));
    history.add(change(64, rule(60, 'accept'), rule(61, 'accept')));
    const records = history.between(time(0), time(100));
    expect(records.map(({ at }) => (Date.parse(at) - time(0)) / 1_000)).toEqual([0, 30, 60, 62, 64]);
    expect(records[1]?.removed.filters[0]?.packets).toBe(0);
    expect(stateAt(records, time(40))?.tables.filters).toEqual([rule(30)]);
    expect(stateAt(records, time(64))?.tables.filters).toEqual([rule(61, 'accept')]);
  });
});
