import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeObservation } from './merge-observation.ts';
import type { ContainerObservation, PhaseEntry } from './observation.ts';
import { containerPhases } from './phase.ts';
import { observation } from '../testing/sample-observation.ts';

/** The reports of one host over time: within a generation the list of phases only grows. */
const history = fc
  .array(
    fc.record({
      newGeneration: fc.nat({ max: 4 }).map((draw) => draw === 0),
      phases: fc.array(fc.constantFrom(...containerPhases), { maxLength: 3 }),
      reason: fc.option(fc.constantFrom('exited with 1', 'unhealthy')),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => {
    const reports: ContainerObservation[] = [];
    let [generation, time, entered] = [1, 0, [] as (readonly [PhaseEntry['phase'], number])[]];
    for (const { newGeneration, phases, reason } of steps) {
      if (newGeneration) [generation, entered] = [generation + 1, []];
      entered = [...entered, ...phases.map((phase) => [phase, (time += 7)] as const)];
      reports.push(observation(entered, { generation, reason, sequence: reports.length + 1 }));
    }
    return reports;
  });

function store(reports: readonly ContainerObservation[]): ContainerObservation[] {
  const rows: ContainerObservation[] = [];
  for (const report of reports) rows.push(...mergeObservation(rows.at(-1) ?? null, report));
  return rows;
}

const disordered = history.chain((reports) =>
  fc.tuple(
    fc.constant(reports),
    fc.array(fc.nat({ max: reports.length - 1 }), { maxLength: 30 }).map((picks) => {
      return picks.flatMap((index) => reports[index] ?? []);
    }),
  ),
);

describe('merging the reports of a host', () => {
  it('gives each row the next version, in whatever order and however often reports arrive', () => {
    fc.assert(
      fc.property(disordered, ([, arriving]) => {
        const rows = store(arriving);
        expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
      }),
    );
  });

  it('never decreases the sequence or the generation', () => {
    fc.assert(
      fc.property(disordered, ([, arriving]) => {
        const rows = store(arriving);
        rows.slice(1).forEach((row, index) => {
          expect(row.sequence).toBeGreaterThanOrEqual(rows[index]?.sequence ?? 0);
          expect(row.generation).toBeGreaterThanOrEqual(rows[index]?.generation ?? 0);
        });
      }),
    );
  });

  it('ends with the newest report, whatever arrived before it', () => {
    fc.assert(
      fc.property(disordered, ([reports, arriving]) => {
        const newest = reports.at(-1);
        if (newest === undefined) throw new Error('an empty history');
        const last = store([...arriving, newest]).at(-1);
        expect({ ...last, sequence: 0, version: 0 }).toEqual({ ...newest, sequence: 0, version: 0 });
      }),
    );
  });

  it('publishes each phase once and in order if reports arrive in order, even combined ones', () => {
    fc.assert(
      fc.property(history, (reports) => {
        const published = new Map<number, PhaseEntry[]>();
        for (const { generation, phase, phases } of store(reports)) {
          const list = published.get(generation) ?? [];
          const present = phases.at(-1);
          expect(present?.phase ?? 'PENDING').toBe(phase);
          if (present && list.at(-1)?.at !== present.at) published.set(generation, [...list, present]);
        }
        const entered = new Map(
          reports.filter(({ phases }) => phases.length > 0).map((r) => [r.generation, r.phases]),
        );
        expect(published).toEqual(entered);
      }),
    );
  });

  it('makes no row of a report that is already stored', () => {
    fc.assert(
      fc.property(history, (reports) => {
        const last = store(reports).at(-1) ?? null;
        for (const report of reports) expect(mergeObservation(last, report)).toEqual([]);
      }),
    );
  });
});
