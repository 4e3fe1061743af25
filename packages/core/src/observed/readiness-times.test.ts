import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerPhases } from './phase.ts';
import { containerReadiness } from './readiness.ts';
import { start } from '../testing/sample-lab.ts';
import { at, labContainer, observation } from '../testing/sample-observation.ts';

const soon = new Date(at(1000));

describe('times', () => {
  it('do not run backwards if the host clock is behind the API', () => {
    const path = observation([
      ['CREATED', -900],
      ['READY', -600],
    ]);
    expect(containerReadiness(labContainer(), path, soon)).toMatchObject({
      phase: 'READY',
      since: start,
      elapsedMs: 0,
      phases: [
        { phase: 'PENDING', at: start, durationMs: 0 },
        { phase: 'CREATED', at: start, durationMs: 0 },
        { phase: 'READY', at: start, durationMs: 1000 },
      ],
    });
  });

  it('are not negative if the host clock is ahead', () => {
    const path = observation([['CREATED', 5000]]);
    const readiness = containerReadiness(labContainer({ requestedAt: at(2000) }), path, soon);
    expect(readiness).toMatchObject({ elapsedMs: 0, since: at(5000) });
    expect(readiness.phases.map(({ durationMs }) => durationMs)).toEqual([3000, 0]);
  });

  it('and phases are consistent for any state and any difference of clocks', () => {
    const time = fc.integer({ min: -5000, max: 5000 });
    const anyDesired = fc.option(
      fc.record({
        power: fc.constantFrom('on' as const, 'off' as const),
        generation: fc.integer({ min: 1, max: 4 }),
        requestedAt: time.map(at),
      }),
    );
    const anyObserved = fc.option(
      fc.tuple(
        fc.array(fc.tuple(fc.constantFrom(...containerPhases), time), { maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
      ),
    );
    fc.assert(
      fc.property(anyDesired, anyObserved, time, (desired, observed, now) => {
        const readiness = containerReadiness(
          desired && labContainer(desired),
          observed && observation(observed[0], { generation: observed[1] }),
          new Date(at(now)),
        );
        const { phases, elapsedMs } = readiness;
        const times = phases.map((entry) => Date.parse(entry.at));
        expect(phases.at(-1)).toMatchObject({ phase: readiness.phase, at: readiness.since });
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(elapsedMs).toBeGreaterThanOrEqual(0);
        for (const { durationMs } of phases) expect(durationMs).toBeGreaterThanOrEqual(0);
        phases.slice(1).forEach(({ phase }, index) => expect(phase).not.toBe(phases[index]?.phase));
        if (desired) expect(['DELETING', 'DELETED']).not.toContain(readiness.phase);
        else expect(['DELETING', 'DELETED']).toContain(readiness.phase);
      }),
      { numRuns: 2000 },
    );
  });
});
