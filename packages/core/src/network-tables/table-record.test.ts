import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTables, type NetworkTables, tableNames } from './network-tables.ts';
import { tableRecordSchema } from './table-record-schema.ts';
import {
  applyRecord,
  recordChange,
  stateAt,
  type TableRecord,
  type TableState,
  wholeRecord,
} from './table-record.ts';

const few = (...values: string[]) => fc.constantFrom(...values);

const tables: fc.Arbitrary<NetworkTables> = fc.record({
  interfaces: fc.uniqueArray(
    fc.record({
      name: few('eth0', 'eth1', 'br0'),
      state: few('UP', 'DOWN'),
      mtu: fc.constantFrom(1400, 1500),
      macAddress: fc.constant(null),
      master: fc.constant(null),
    }),
    { selector: ({ name }) => name },
  ),
  addresses: fc.constant([]),
  routes: fc.uniqueArray(
    fc.record({
      destination: few('default', '10.0.3.0/24', '10.0.4.0/24'),
      family: fc.constant(4 as const),
      via: few('10.0.1.3', '10.0.1.4'),
      interface: fc.constant('eth0'),
      type: fc.constant('unicast'),
      protocol: few('ospf', 'bgp'),
      metric: fc.constant(null),
      source: fc.constant(null),
      table: fc.constant('main'),
      flags: fc.constantFrom<readonly string[]>([], ['linkdown']),
    }),
    { selector: ({ destination, via }) => `${destination} ${via}` },
  ),
  neighbours: fc.constant([]),
  fdb: fc.constant([]),
  sessions: fc.constant([]),
  filters: fc.uniqueArray(
    fc.record({
      ...{
        family: fc.constant('ip'),
        table: few('nat', 'filter'),
        chain: few('in', 'out'),
        hook: few('input'),
      },
      ...{ handle: fc.constantFrom(1, 2, 3), position: fc.constantFrom(0, 1), rule: few('drop', 'accept') },
      ...{ packets: fc.constantFrom(null, 0, 7), bytes: fc.constant(null) },
    }),
    { selector: ({ table, handle }) => `${table} ${handle}` },
  ),
});

const runs = { numRuns: 25, seed: 16 };

/** Tables as sets of rows, which have no order. */
function rowsOf(state: TableState | null) {
  return tableNames.map((name) => (state?.tables[name] ?? []).map((row) => JSON.stringify(row)).toSorted());
}

describe('the records of a container', () => {
  it('rebuild the state at any second', () => {
    const moments = fc.array(fc.record({ tables, running: fc.boolean() }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(moments, (made) => {
        const states = made.map(({ tables: read, running }, second): TableState => {
          const at = new Date(second * 1000).toISOString();
          return { at, running, tables: running ? read : emptyTables, omitted: 0 };
        });
        const records: TableRecord[] = [];
        let last: TableState | null = null;
        for (const state of states) {
          const record = last === null ? wholeRecord(state) : recordChange(last, state);
          if (record) records.push(tableRecordSchema.parse(JSON.parse(JSON.stringify(record))));
          last = state;
        }
        for (const [second, state] of states.entries()) {
          const rebuilt = stateAt(records, second * 1000 + 999);
          expect(rowsOf(rebuilt)).toEqual(rowsOf(state));
          expect(rebuilt?.running).toBe(state.running);
        }
      }),
      runs,
    );
  });

  it('say nothing when nothing changed, whatever the order of rows', () => {
    fc.assert(
      fc.property(tables, (read) => {
        const before = { at: '2026-01-01T00:00:00.000Z', running: true, tables: read, omitted: 0 };
        const turned = { ...read, routes: read.routes.toReversed() };
        expect(recordChange(before, { ...before, tables: turned })).toBeNull();
      }),
      runs,
    );
  });

  it('know nothing of the time before the first', () => {
    const first = wholeRecord({
      at: '2026-01-01T00:00:10.000Z',
      running: true,
      tables: emptyTables,
      omitted: 0,
    });
    expect(stateAt([first], Date.parse('2026-01-01T00:00:09.999Z'))).toBeNull();
    expect(stateAt([first], Date.parse('2026-01-01T00:00:10.000Z'))).toEqual(applyRecord(null, first));
  });

  it('take records of hosts from before packet filters were read', () => {
    const { filters: _, ...before } = emptyTables;
    const record = { at: '2026-01-01T00:00:00.000Z', running: true, whole: true, omitted: 0 };
    const read = tableRecordSchema.parse({ ...record, added: before, removed: before });
    expect(read.added.filters).toEqual([]);
  });
});
