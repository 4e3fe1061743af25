import { describe, expect, it } from 'vitest';
import type { ContainerPhase } from '../../../generated/graphql.ts';
import type { Readiness } from '../model/lab.ts';
import { timelineOf } from './timeline.ts';

const at = '2026-01-01T00:00:00.000Z';
function readiness(elapsedMs: number, ...phases: [ContainerPhase, number][]): Readiness {
  return {
    phase: phases.at(-1)?.[0] ?? 'PENDING',
    reason: null,
    since: at,
    elapsedMs,
    version: 1,
    phases: phases.map(([phase, durationMs]) => ({ phase, at, durationMs })),
  };
}
const shape = (timeline: ReturnType<typeof timelineOf>): [ContainerPhase, number, number][] =>
  timeline.bars.map(({ phase, startMs, durationMs }) => [phase, startMs, durationMs]);

describe('the timeline of a container', () => {
  it('lays the phases end to end up to READY, however long it has been ready', () => {
    const ready = readiness(
      365,
      ['PENDING', 20],
      ['CREATED', 30],
      ['CONNECTED', 290],
      ['RUNNING', 25],
      ['READY', 3_600_000],
    );
    const timeline = timelineOf(ready, 60_000);
    expect(shape(timeline)).toEqual([
      ['PENDING', 0, 20],
      ['CREATED', 20, 30],
      ['CONNECTED', 50, 290],
      ['RUNNING', 340, 25],
    ]);
    expect(timeline).toMatchObject({ totalMs: 365, end: 'READY' });
  });

  it('grows with the time since the readiness was received while a phase is in progress', () => {
    const moving = readiness(50, ['PENDING', 20], ['CREATED', 30]);
    expect(timelineOf(moving, 100)).toMatchObject({ totalMs: 150, end: null });
    expect(shape(timelineOf(moving, 100))).toEqual([
      ['PENDING', 0, 20],
      ['CREATED', 20, 130],
    ]);
  });

  it('never shrinks below the durations of the server, whatever the clocks say', () => {
    const moving = readiness(50, ['PENDING', -5], ['CREATED', 55]);
    const timeline = timelineOf(moving, -1000);
    expect(timeline.totalMs).toBe(55);
    expect(timeline.bars.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  it('shows only the STOPPING phase of a container that was ready for hours', () => {
    const stopped = readiness(
      7_200_400,
      ['PENDING', 20],
      ['RUNNING', 25],
      ['READY', 7_200_000],
      ['STOPPING', 400],
      ['STOPPED', 9_000],
    );
    expect(shape(timelineOf(stopped, 0))).toEqual([['STOPPING', 0, 400]]);
    expect(timelineOf(stopped, 0).totalMs).toBe(400);
  });

  it('has no bars when a ready process exits by itself', () => {
    const failed = readiness(60_000, ['PENDING', 20], ['READY', 59_980], ['FAILED', 5]);
    expect(timelineOf(failed, 0)).toMatchObject({ bars: [], end: 'FAILED' });
  });

  it('shows the phases before a failure', () => {
    const failed = readiness(50, ['PENDING', 20], ['CREATED', 30], ['FAILED', 1_000]);
    expect(timelineOf(failed, 0)).toMatchObject({ totalMs: 50, end: 'FAILED' });
    expect(timelineOf(failed, 0).bars).toHaveLength(2);
  });

  it('is empty before the first phase', () => {
    expect(timelineOf(readiness(0), 0)).toMatchObject({ bars: [], totalMs: 0 });
  });
});
